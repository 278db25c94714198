// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.demo.imaging.Catalogue;
import spiders.testkit.link.BadLink;
import spiders.testkit.link.NamespaceDoor;
import spiders.testkit.link.NetworkNamespace;
import spiders.testkit.link.Quality;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.peer.Certificates;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** A hub and an edge as they are delivered, each a process of its own, over a bad link. */
@Tag("peer")
@Tag("root")
class HospitalLinkTest {

    private static final int OBJECTS = 40;
    private static final Quality BAD = Quality.of(20_000_000, Duration.ofMillis(25), 0.005);
    private static final CaseStory STORY =
            new CaseStory("digestif", Catalogue.DESIRE, true, "Test", CaseStory.Until.ALL_ORDERED);

    /** Another, which is switched off. */
    private static final HubSettings.Source OFF =
            new HubSettings.Source("off", "Off", "lille-oscar-lambret", "OFF", 1, "", "get", "");

    @TempDir Path folder;

    @Test
    @Timeout(180)
    void a_hub_that_is_killed_while_an_edge_sends_has_everything_afterwards_and_nothing_twice()
            throws Exception {
        var exams = TestExams.write(folder.resolve("ct"), TestExams.CATALOGUE.oldCT(), OBJECTS);
        var ofHub = Certificates.createFor("IP:" + BadLink.HUB, folder.resolve("hub-tls"));
        var ofEdge = Certificates.create(folder.resolve("edge-tls"));
        int door = Ports.free();
        var there = new InetSocketAddress(BadLink.HUB, door);
        try (var network = NetworkNamespace.create();
                var hospital = NetworkNamespace.create();
                var _ = BadLink.between(network, hospital, BAD, 1);
                var pacs = Pacs.start("LILLE", exams);
                var hub = new TestHub(folder);
                var _ =
                        NamespaceDoor.outOf(
                                hospital,
                                new InetSocketAddress(
                                        InetAddress.getLoopbackAddress(), pacs.port()),
                                pacs.port());
                var _ = NamespaceDoor.outOf(network, there, door)) {
            var lines = lines(pacs.port(), door, ofHub, ofEdge);
            hub.start(List.of(OFF), lines);
            var edge = edge(hospital, door, ofHub, ofEdge);
            try {
                var id = killedWhileSending(hub);
                hub.start(List.of(OFF), lines);
                try (var api = hub.clinician()) {
                    var row = await(new BoardCase(api, id), TransferRow::isFinal);

                    assertThat(row.state()).isEqualTo("VERIFIED");
                    assertThat(row.verified()).isEqualTo(OBJECTS);
                    // What had come to the edge is asked of the PACS no second time.
                    assertThat(pacs.counts().sent()).isLessThanOrEqualTo(OBJECTS + 4);
                }
                hub.process().close();
                assertThat(verify()).as("every object against its digest").isZero();
            } finally {
                edge.destroyForcibly().waitFor();
            }
        }
    }

    /** Returns the case whose transfer was under way. */
    private static String killedWhileSending(TestHub hub) throws Exception {
        try (var api = hub.clinician()) {
            var boardCase = register(api);
            var search = boardCase.search(_ -> {});
            boardCase.confirmProbable(search);
            var studies = new ArrayList<String>();
            for (var offer : search.path("offers")) {
                studies.add(offer.path("studyInstanceUID").asString());
            }
            boardCase.order(studies);
            await(boardCase, row -> row.received() >= OBJECTS / 4);
            hub.process().kill();
            return boardCase.id();
        }
    }

    private static BoardCase register(HubApi api) throws Exception {
        for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
            if (session.path("open").asBoolean()) {
                var body = STORY.registration(session.path("id").asString());
                return new BoardCase(api, api.post("/api/v1/cases", body).path("id").asString());
            }
        }
        throw new AssertionError("No open session");
    }

    private static TransferRow await(BoardCase boardCase, Predicate<TransferRow> condition)
            throws Exception {
        for (int i = 0; i < 900; i++) {
            var rows = boardCase.transfers();
            if (!rows.isEmpty() && condition.test(rows.getLast())) {
                return rows.getLast();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Not within a minute and a half: " + boardCase.transfers());
    }

    private static String lines(int pacs, int door, Certificates ofHub, Certificates ofEdge)
            throws Exception {
        return """
          - id: lille
            name: Lille
            centre: lille-oscar-lambret
            ae-title: LILLE
            host: 127.0.0.1
            port: %d
            via: lille
            retrieve: [get]
            patience: 10s
        edges:
          port: %d
          certificate: %s
          key: %s
          trust: %s
          known:
            - {id: lille, fingerprints: ["%s"]}
        """
                .formatted(
                        pacs,
                        door,
                        ofHub.certificate(),
                        ofHub.key(),
                        ofEdge.authority(),
                        fingerprint(ofEdge));
    }

    private static String fingerprint(Certificates shown) throws Exception {
        try (InputStream in = Files.newInputStream(shown.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        }
    }

    private Process edge(
            NetworkNamespace hospital, int door, Certificates ofHub, Certificates ofEdge)
            throws Exception {
        var file =
                Files.writeString(
                        folder.resolve("edge.yaml"),
                        """
                        hub: https://%s:%d
                        certificate: %s
                        key: %s
                        trust: %s
                        spool: spool
                        ae-title: SPIDERS_EDGE
                        """
                                .formatted(
                                        BadLink.HUB,
                                        door,
                                        ofEdge.certificate(),
                                        ofEdge.key(),
                                        ofHub.authority()));
        var words = java("spiders.edge.EdgeProgram", "--config", file.toString());
        return new ProcessBuilder(hospital.command(words))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("edge.log").toFile())
                .start();
    }

    private int verify() throws Exception {
        var file = folder.resolve("hub.yaml").toString();
        var words = java("spiders.server.Server", "archive", "verify", "--config", file);
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private static List<String> java(String... arguments) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        words.addAll(List.of("-cp", System.getProperty("java.class.path")));
        words.addAll(List.of(arguments));
        return words;
    }
}
