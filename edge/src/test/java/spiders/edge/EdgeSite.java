// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.edge.link.HubAddress;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.retrieval.edge.EdgeRegister;
import spiders.testkit.link.BadLink;
import spiders.testkit.peer.Certificates;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import javax.sql.DataSource;

/** A hospital with an edge, and the hub's side of it: certificates, folders, configurations. */
final class EdgeSite implements AutoCloseable {

    static final String ID = "chu-lille";
    static final AETitle TITLE = new AETitle("SPIDERS_EDGE");

    private final Path folder;
    final Certificates ofHub;
    final Certificates ofEdge;

    static EdgeSite of(Path folder) {
        return new EdgeSite(folder);
    }

    private EdgeSite(Path folder) {
        this.folder = folder;
        this.ofHub =
                Certificates.createFor(
                        "DNS:localhost,IP:127.0.0.1,IP:" + BadLink.HUB, folder.resolve("hub-tls"));
        this.ofEdge = Certificates.create(folder.resolve("edge-tls"));
    }

    /** Where the edge calls: the hub itself, or what stands between. */
    record Link(int port, List<InetSocketAddress> proxy) {

        static Link to(int port) {
            return new Link(port, List.of());
        }
    }

    Source.Builder source(RemoteNode pacs, Retrieve way) {
        return Source.named("lille", "CHU de Lille")
                .via(ID, pacs)
                .issuer("LILLE")
                .patience(Duration.ofSeconds(10))
                .retrieve(List.of(way));
    }

    EdgeRegister register(Source... sources) {
        return new EdgeRegister(
                List.of(new EdgeRegister.Entry(ID, List.of(fingerprint(ofEdge)), 4)),
                List.of(sources));
    }

    EdgeHub hub(DataSource database, Source... sources) throws IOException {
        return hub(database, 0, sources);
    }

    EdgeHub hub(DataSource database, int port, Source... sources) throws IOException {
        var tls = ofHub.tls().trusting(ofEdge.authority());
        return EdgeHub.open(database, folder.resolve("hub"), port, tls, register(sources), sources);
    }

    Plan configuration(Link link) {
        return new Plan(link);
    }

    /** What a test says otherwise of the edge's configuration. */
    final class Plan {

        private final Link link;
        private long spoolBytes = 1 << 30;
        private OptionalInt port = OptionalInt.empty();
        private Certificates shown = ofEdge;
        private Set<String> hosts = Set.of();

        private Plan(Link link) {
            this.link = link;
        }

        Plan spoolBytes(long limit) {
            spoolBytes = limit;
            return this;
        }

        Plan port(int number) {
            port = OptionalInt.of(number);
            return this;
        }

        Plan showing(Certificates others) {
            shown = others;
            return this;
        }

        Plan hosts(String... allowed) {
            hosts = Set.of(allowed);
            return this;
        }

        EdgeConfiguration build() {
            return new EdgeConfiguration(
                    new HubAddress(URI.create("https://localhost:" + link.port()), link.proxy()),
                    shown.certificate(),
                    shown.key(),
                    ofHub.authority(),
                    folder.resolve("spool"),
                    spoolBytes,
                    TITLE,
                    "127.0.0.1",
                    port,
                    List.of(),
                    hosts);
        }
    }

    /** Starts one as a process of its own, with words before its command line. */
    Process start(String hub, List<String> before, String memory) throws IOException {
        var file = folder.resolve("edge.yaml");
        Files.writeString(
                file,
                """
                hub: %s
                certificate: %s
                key: %s
                trust: %s
                spool: spool
                ae-title: SPIDERS_EDGE
                """
                        .formatted(hub, ofEdge.certificate(), ofEdge.key(), ofHub.authority()));
        var words = new ArrayList<>(before);
        words.addAll(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        memory,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EdgeProgram.class.getName(),
                        "--config",
                        file.toString()));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("edge.log").toFile()))
                .start();
    }

    static String fingerprint(Certificates shown) {
        try (var in = Files.newInputStream(shown.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {}
}
