// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Duplicates;
import spiders.archive.OriginQuota;
import spiders.archive.PatientIdentifier;
import spiders.archive.Quota;
import spiders.dicom.net.RemoteNode;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A transfer from a source whose quota is used up, and then raised. */
class QuotaTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");
    private static final long LITTLE = 30_000;

    @TempDir Path folder;
    private final HikariDataSource database =
            TestDatabases.fresh("security", "archive", "retrieval");
    private int port;

    @BeforeEach
    void port() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void the_transfer_says_so_asks_no_more_and_goes_on_when_it_is_raised(Retrieve way)
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 5);
        study.write(folder.resolve("lille"));
        var settings =
                PacsSettings.of("LILLE", folder.resolve("lille"))
                        .withWebPort(0)
                        .withDestination(new RemoteNode(TestHub.TITLE, "127.0.0.1", port, false))
                        .withFault(new Fault.None());
        try (var pacs = Pacs.start(settings)) {
            var source =
                    Source.named("lille", "Lille")
                            .dimse(pacs.node())
                            .dicomWeb(pacs.webBase().orElseThrow())
                            .issuer("LILLE")
                            .retrieve(List.of(way))
                            .build();
            UUID id;
            try (var hub = hub(LITTLE, source)) {
                id = hub.searchAndOrder(hub.registerElodie(LILLE_7)).getFirst();
                var paused = hub.await(id, QuotaTest::saysOverQuota);
                assertThat(hub.archive.instances(study.uid())).hasSizeBetween(1, 9);
                int sent = pacs.counts().sent();

                int tries = paused.timing().attempts() + 3;
                hub.await(id, one -> saysOverQuota(one) && one.timing().attempts() > tries);

                assertThat(pacs.counts().sent()).as("asked for no object").isEqualTo(sent);
            }
            try (var hub = hub(100 * LITTLE, source)) {
                var ended = hub.awaitFinal(id);
                assertThat(ended.state()).as("%s", ended).isEqualTo(TransferState.VERIFIED);
                assertThat(hub.archive.instances(study.uid())).hasSize(10);
            }
        }
    }

    private static boolean saysOverQuota(Transfer transfer) {
        return transfer.state() == TransferState.RETRYING
                && transfer.message().key().equals("retrieval.transfer.over-quota");
    }

    private TestHub hub(long bytes, Source source) throws IOException {
        var objects = folder.resolve("objects");
        var quota = new OriginQuota("lille", Set.of("lille", "LILLE"), new Quota.Bytes(bytes, 80));
        var policy = new ArchivePolicy(Duplicates.REFUSE, new Quota.None(), List.of(quota));
        var site = new TestHub.Site(new ArchiveSettings(objects, "test", 0), policy);
        return TestHub.open(database, objects, port, site, source);
    }
}
