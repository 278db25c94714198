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
import spiders.archive.PatientIdentifier;
import spiders.archive.objects.FaultyRoad;
import spiders.archive.objects.S3Server;
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

/** A transfer into an archive on a real S3 server that answers 503 for a while. */
class StoreAwayTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");
    private static final int ALWAYS = 1_000_000;

    @TempDir Path folder;
    private final HikariDataSource database =
            TestDatabases.fresh("security", "archive", "retrieval");
    private int port;
    private S3Server s3;
    private FaultyRoad road;

    @BeforeEach
    void open() throws IOException {
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        s3 = S3Server.start(folder.resolve("s3"));
        road = new FaultyRoad(s3.port());
    }

    @AfterEach
    void close() throws IOException {
        road.close();
        s3.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void the_transfer_waits_counts_nothing_against_its_source_and_goes_on(Retrieve way)
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 4);
        study.write(folder.resolve("lille"));
        var settings =
                PacsSettings.of("LILLE", folder.resolve("lille"))
                        .withWebPort(0)
                        .withDestination(new RemoteNode(TestHub.TITLE, "127.0.0.1", port, false))
                        .withFault(new Fault.None());
        try (var pacs = Pacs.start(settings);
                var hub = hub(source(pacs, way))) {
            road.strike(FaultyRoad.Fault.BUSY, "", ALWAYS);

            var id = hub.searchAndOrder(hub.registerElodie(LILLE_7)).getFirst();
            var paused = hub.await(id, StoreAwayTest::saysStoreAway);
            int tries = paused.timing().attempts() + TestHub.QUICK.fruitlessAttempts() + 2;
            hub.await(id, one -> saysStoreAway(one) && one.timing().attempts() > tries);

            assertThat(hub.archive.instances(study.uid())).isEmpty();
            road.clear();
            var ended = hub.awaitFinal(id);
            assertThat(ended.state()).as("%s", ended).isEqualTo(TransferState.VERIFIED);
            assertThat(hub.archive.instances(study.uid())).hasSize(4);
            assertThat(s3.keys()).hasSize(4);
        }
    }

    private static boolean saysStoreAway(Transfer transfer) {
        return transfer.state() == TransferState.RETRYING
                && transfer.message().key().equals("retrieval.transfer.store-away");
    }

    private static Source source(Pacs pacs, Retrieve way) {
        return Source.named("lille", "Lille")
                .dimse(pacs.node())
                .dicomWeb(pacs.webBase().orElseThrow())
                .issuer("LILLE")
                .retrieve(List.of(way))
                .build();
    }

    private TestHub hub(Source source) throws IOException {
        var place = s3.bucket(folder.resolve("spool"), road.port(), S3Server.BUCKET);
        var site = new TestHub.Site(new ArchiveSettings(place, "test", 0), ArchivePolicy.DEFAULT);
        return TestHub.open(database, folder.resolve("hub"), port, site, source);
    }
}
