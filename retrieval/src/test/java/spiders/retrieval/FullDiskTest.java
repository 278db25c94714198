// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.SmallDisk;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A transfer from Orthanc whose archive has a disk that is really full, and then has room. */
@Tag("peer")
@Tag("root")
class FullDiskTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");

    @TempDir Path folder;
    private final HikariDataSource database =
            TestDatabases.fresh("security", "archive", "retrieval");
    private RemoteNode us;

    @BeforeEach
    void prepare() throws IOException {
        try (var socket = new ServerSocket(0)) {
            us = new RemoteNode(TestHub.TITLE, "127.0.0.1", socket.getLocalPort(), false);
        }
        Files.createDirectories(folder.resolve("peer"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Retrieve.class)
    void the_transfer_says_that_the_archive_is_full_and_goes_on_when_there_is_room(Retrieve way)
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 60);
        try (var disk = SmallDisk.mount(folder.resolve("disk"), 600);
                var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of(us))) {
            study.write(folder.resolve("files")).forEach(orthanc::upload);
            var source =
                    Source.named("orthanc", "Orthanc")
                            .dimse(orthanc.node())
                            .dicomWeb(orthanc.dicomWeb())
                            .issuer("LILLE")
                            .patience(Duration.ofSeconds(20))
                            .retrieve(List.of(way))
                            .build();
            var objects = disk.folder().resolve("objects");
            try (var hub =
                    new TestHub(database, objects, us.port(), 0, TLS.none(), List.of(source))) {
                var id = hub.searchAndOrder(hub.registerElodie(LILLE_7)).getFirst();
                var waiting = hub.await(id, FullDiskTest::saysNoRoom);
                int kept = hub.archive.instances(study.uid()).size();

                assertThat(waiting.state()).isEqualTo(TransferState.RETRYING);
                assertThat(kept).isBetween(1, study.size() - 1);
                disk.grow(64_000);
                var ended = hub.awaitFinal(id);

                assertThat(ended.state()).as("%s", ended).isEqualTo(TransferState.VERIFIED);
                assertThat(ended.counts().verified()).isEqualTo(study.size());
                assertThat(hub.archive.instances(study.uid())).hasSize(study.size());
            }
        }
    }

    private static boolean saysNoRoom(Transfer transfer) {
        return transfer.state() == TransferState.RETRYING
                && transfer.message().key().equals("retrieval.transfer.no-room");
    }
}
