// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.RemoteNode;
import spiders.region.Query;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.DcmqrscpProcess;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole way from search to verified study with PACS that nobody here wrote. */
@Tag("peer")
class PeersTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private HikariDataSource database;
    private RemoteNode us;

    @BeforeEach
    void prepare() throws IOException {
        database = TestDatabases.fresh("security", "archive", "retrieval");
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
    @CsvSource({"FIND,GET", "FIND,MOVE", "FIND,WADO", "QIDO,WADO", "QIDO,GET"})
    void a_study_of_orthanc_is_found_fetched_and_verified(Query query, Retrieve way)
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 6);
        try (var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of(us))) {
            study.write(folder.resolve("files")).forEach(orthanc::upload);
            var source =
                    Source.named("orthanc", "Orthanc")
                            .dimse(orthanc.node())
                            .dicomWeb(orthanc.dicomWeb())
                            .issuer("LILLE")
                            .query(query)
                            .patience(PATIENCE)
                            .retrieve(List.of(way))
                            .build();

            assertVerified(source, study);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void a_study_of_dcmqrscp_is_found_fetched_and_verified(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 6);
        study.write(folder.resolve("files"));
        try (var dcmqrscp = DcmqrscpProcess.start(folder.resolve("peer"), List.of(us))) {
            var node = dcmqrscp.node();
            var sent =
                    PeerCommand.run(
                            folder,
                            "storescu",
                            "-aec",
                            node.aeTitle().value(),
                            "+sd",
                            node.host(),
                            String.valueOf(node.port()),
                            folder.resolve("files").toString());
            assertThat(sent.exitCode()).as(sent.output()).isZero();
            var source =
                    Source.named("dcmqrscp", "DCMTK")
                            .dimse(node)
                            .issuer("LILLE")
                            .patience(PATIENCE)
                            .retrieve(List.of(way))
                            .build();

            assertVerified(source, study);
        }
    }

    private void assertVerified(Source source, TestStudy study) throws Exception {
        try (var hub = TestHub.open(database, folder.resolve("objects"), us.port(), source)) {
            var patient = hub.registerElodie(LILLE_7);
            var result = hub.search(patient);
            assertThat(result.answers()).hasOnlyElementsOfType(SourceAnswer.Found.class);
            assertThat(result.offers()).hasSize(1);
            assertThat(result.offers().getFirst().grade()).isEqualTo(MatchGrade.CERTAIN);

            var id = hub.searchAndOrder(patient).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state())
                    .as("%s %s", ended, hub.retrieval.transfers().attempts(id))
                    .isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().verified()).isEqualTo(study.size());
            assertThat(hub.archive.instances(study.uid())).hasSize(study.size());
        }
    }
}
