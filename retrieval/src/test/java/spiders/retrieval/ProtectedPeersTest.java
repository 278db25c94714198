// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;
import spiders.region.Query;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.WebTrust;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.DcmqrscpProcess;
import spiders.testkit.peer.OrthancProcess;
import spiders.testkit.peer.PeerCommand;
import spiders.testkit.peer.StunnelProcess;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The whole way over TLS: Orthanc's own for DICOM, and tunnels before its DICOMweb and before
 * DCMTK's dcmqrscp, which has none; and what is said when the protection does not fit.
 */
@Tag("peer")
class ProtectedPeersTest {

    private static final PatientIdentifier LILLE_7 = new PatientIdentifier("LILLE", "IPP-7");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;
    private HikariDataSource database;
    private Certificates region;
    private RemoteNode us;

    @BeforeEach
    void prepare() throws IOException {
        database = TestDatabases.fresh("security", "archive", "retrieval");
        region = Certificates.create(folder.resolve("region"));
        try (var socket = new ServerSocket(0)) {
            us = new RemoteNode(TestHub.TITLE, "127.0.0.1", socket.getLocalPort(), true);
        }
        Files.createDirectories(folder.resolve("peer"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource({"FIND,GET", "FIND,MOVE", "QIDO,WADO"})
    void a_study_of_orthanc_is_found_fetched_and_verified(Query query, Retrieve way)
            throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 6);
        try (var orthanc = orthanc(region);
                var web = web(orthanc, region)) {
            study.write(folder.resolve("files")).forEach(orthanc::upload);
            var source =
                    Source.named("orthanc", "Orthanc")
                            .dimse(orthanc.node())
                            .dicomWeb(web.https(orthanc.dicomWeb()))
                            .issuer("LILLE")
                            .patience(PATIENCE)
                            .query(query)
                            .retrieve(List.of(way))
                            .build();
            assertThat(orthanc.node().tls()).isTrue();

            assertVerified(source, study);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void a_study_of_dcmqrscp_comes_through_its_tunnel(Retrieve way) throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 2, 6);
        study.write(folder.resolve("files"));
        try (var back = StunnelProcess.to(us, folder.resolve("back"), region);
                var dcmqrscp = DcmqrscpProcess.start(folder.resolve("peer"), List.of(back.node()));
                var front =
                        StunnelProcess.before(dcmqrscp.node(), folder.resolve("front"), region)) {
            fill(dcmqrscp.node());
            var source =
                    Source.named("dcmqrscp", "DCMTK")
                            .dimse(front.node())
                            .issuer("LILLE")
                            .patience(PATIENCE)
                            .retrieve(List.of(way))
                            .build();

            assertVerified(source, study);
        }
    }

    @Test
    void a_source_with_its_own_authority_is_believed_by_its_trust_file_alone() throws Exception {
        var theirs = Certificates.create(folder.resolve("theirs"));
        var study = TestStudy.of(TestStudy.ELODIE, 1, 2);
        try (var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of());
                var web = web(orthanc, theirs)) {
            study.write(folder.resolve("files")).forEach(orthanc::upload);
            var root = web.https(orthanc.dicomWeb());
            var trusting = new WebTrust.OfFile(theirs.authority());
            var source = source(root, trusting);

            assertVerified(source, study);
            assertFailure(source(root, new WebTrust.OfHub()), "CERTIFICATE_UNKNOWN", "authority");
            assertFailure(
                    source(root, new WebTrust.OfPublic()), "CERTIFICATE_UNKNOWN", "authority");
        }
    }

    @Test
    void without_tls_of_our_own_a_trust_file_still_counts() throws Exception {
        var study = TestStudy.of(TestStudy.ELODIE, 1, 2);
        try (var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of());
                var web = web(orthanc, region)) {
            study.write(folder.resolve("files")).forEach(orthanc::upload);
            var root = web.https(orthanc.dicomWeb());
            var source = source(root, new WebTrust.OfFile(region.authority()));
            try (var hub = hub(TLS.none(), source)) {
                assertThat(hub.search(hub.registerElodie(LILLE_7)).answers())
                        .hasOnlyElementsOfType(SourceAnswer.Found.class);
            }
        }
    }

    @Test
    void a_certificate_of_another_host_is_told_from_an_unknown_one() throws Exception {
        var elsewhere = Certificates.createFor("DNS:pacs.example", folder.resolve("elsewhere"));
        try (var orthanc = orthanc(elsewhere);
                var web = web(orthanc, elsewhere)) {
            var root = web.https(orthanc.dicomWeb());
            var https = source(root, new WebTrust.OfFile(elsewhere.authority()));
            assertFailure(https, "CERTIFICATE_OTHER_HOST", "another host");
            var dimse = Source.named("orthanc", "Orthanc").dimse(orthanc.node()).build();
            assertFailure(elsewhere.tls(), dimse, "CERTIFICATE_OTHER_HOST", "another host");
        }
    }

    @Test
    void a_certificate_out_of_date_is_told_so() throws Exception {
        var old = Certificates.createExpired(folder.resolve("old"));
        try (var orthanc = orthanc(old);
                var web = web(orthanc, old)) {
            var root = web.https(orthanc.dicomWeb());
            var https = source(root, new WebTrust.OfFile(old.authority()));
            assertFailure(https, "CERTIFICATE_EXPIRED", "expired");
            var dimse = Source.named("orthanc", "Orthanc").dimse(orthanc.node()).build();
            assertFailure(old.tls(), dimse, "CERTIFICATE_EXPIRED", "expired");
        }
    }

    @Test
    void a_revoked_certificate_is_told_so_and_one_of_whom_no_list_tells() throws Exception {
        var theirs = Certificates.create(folder.resolve("theirs"));
        try (var orthanc = orthanc(theirs);
                var web = web(orthanc, theirs)) {
            var root = web.https(orthanc.dicomWeb());
            var dimse = Source.named("orthanc", "Orthanc").dimse(orthanc.node()).build();
            var revoked = theirs.revoked();
            var https = source(root, new WebTrust.OfFile(revoked.authority()));
            assertFailure(https, "CERTIFICATE_REVOKED", "revoked");
            assertFailure(revoked.tls(), dimse, "CERTIFICATE_REVOKED", "revoked");
            assertFailure(
                    theirs.withOldRevocationList().tls(),
                    dimse,
                    "REVOCATION_UNKNOWN",
                    "revocation list");
        }
    }

    @Test
    void a_certificate_of_ours_that_the_source_does_not_trust_is_told_so() throws Exception {
        var theirs = Certificates.create(folder.resolve("theirs"));
        try (var orthanc = orthanc(theirs)) {
            var ours = TLS.ofPEM(region.certificate(), region.key(), theirs.authority());
            var dimse = Source.named("orthanc", "Orthanc").dimse(orthanc.node()).build();

            // An alert, or a closed connection: OpenSSL's, by the moment at which it says no.
            assertFailure(ours, dimse, "NOT_TRUSTED|TLS_MISMATCH", "our certificate");
        }
    }

    @Test
    void tls_to_a_plain_port_is_told_so() throws Exception {
        try (var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of())) {
            var root = URI.create(orthanc.dicomWeb().toString().replace("http:", "https:"));
            assertFailure(source(root, new WebTrust.OfHub()), "TLS_MISMATCH", "without TLS");
            var plain = orthanc.node();
            var node = new RemoteNode(plain.aeTitle(), plain.host(), plain.port(), true);
            var dimse = Source.named("orthanc", "Orthanc").dimse(node).build();
            assertFailure(dimse, "TLS_MISMATCH", "TLS");
        }
    }

    @Test
    void plain_speech_to_a_port_that_wants_tls_ends_with_advice() throws Exception {
        try (var orthanc = orthanc(region);
                var web = web(orthanc, region)) {
            var https = web.https(orthanc.dicomWeb()).toString();
            var root = URI.create(https.replace("https:", "http:"));
            assertFailure(source(root, new WebTrust.OfHub()), "BROKEN_OFF", "write https://");
            var encrypted = orthanc.node();
            var node =
                    new RemoteNode(encrypted.aeTitle(), encrypted.host(), encrypted.port(), false);
            var dimse = Source.named("orthanc", "Orthanc").dimse(node).build();
            // It closes the connection, before or after our request has left.
            assertFailure(dimse, "TLS_MISMATCH|BROKEN_OFF", "TLS on");
        }
    }

    private void assertFailure(Source source, String reason, String words) throws Exception {
        assertFailure(region.tls(), source, reason, words);
    }

    private void assertFailure(TLS ours, Source source, String reason, String words)
            throws Exception {
        try (var hub = hub(ours, source)) {
            var answer = hub.search(hub.registerElodie()).answers().getFirst();

            assertThat(answer.message().key())
                    .as(answer.detail())
                    .matches("region\\.failure\\.(" + reason + ")");
            assertThat(answer.detail()).contains(words).doesNotContain("MARTIN", "1979");
        }
    }

    private void assertVerified(Source source, TestStudy study) throws Exception {
        try (var hub = hub(region.tls(), source)) {
            var patient = hub.registerElodie(LILLE_7);
            var id = hub.searchAndOrder(patient).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state())
                    .as("%s %s", ended, hub.retrieval.transfers().attempts(id))
                    .isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().verified()).isEqualTo(study.size());
            assertThat(hub.archive.instances(study.uid())).hasSize(study.size());
        }
    }

    private TestHub hub(TLS tls, Source source) throws IOException {
        var objects = folder.resolve("objects");
        return new TestHub(database, objects, us.port(), 0, tls, List.of(source));
    }

    private OrthancProcess orthanc(Certificates certificates) {
        return OrthancProcess.startProtected(folder.resolve("peer"), List.of(us), certificates);
    }

    private StunnelProcess web(OrthancProcess orthanc, Certificates certificates) {
        return StunnelProcess.beforeWeb(orthanc.http(), folder.resolve("web"), certificates);
    }

    private static Source source(URI dicomWeb, WebTrust trust) {
        return Source.named("orthanc", "Orthanc")
                .dicomWeb(dicomWeb, trust)
                .issuer("LILLE")
                .patience(PATIENCE)
                .build();
    }

    private void fill(RemoteNode node) {
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
    }
}
