// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.link.BadLink;
import spiders.testkit.link.NetworkNamespace;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A hub in this network, and in another a hospital with Orthanc and an edge, each a process of its
 * own, as they are delivered.
 */
final class HospitalSite implements AutoCloseable {

    static final String SOURCE = "hospital";

    private static final int DOOR = 8443;
    private static final String EDGE = "spiders.edge.EdgeProgram";

    private final Path folder;
    private final NetworkNamespace network;
    private final Certificates ofHub;
    private final Certificates ofEdge;
    private final OrthancProcess orthanc;
    private final OrthancProcess asShipped;
    private final BenchHub hub;
    private final Process edge;

    /** Starts all three; the link between the networks is laid already. */
    static HospitalSite start(Path folder, NetworkNamespace network, int senders)
            throws IOException, InterruptedException {
        return new HospitalSite(folder, network, senders);
    }

    private HospitalSite(Path folder, NetworkNamespace network, int senders)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.network = network;
        this.ofHub = Certificates.createFor("IP:" + BadLink.HUB, folder.resolve("hub-tls"));
        this.ofEdge = Certificates.create(folder.resolve("edge-tls"));
        int dicom = BenchProcess.freePort();
        // DCMTK sets its buffers to 64 KB unless it is told another size.
        var tuned = Map.of("TCP_NODELAY", "1", "TCP_BUFFER_LENGTH", "4194304");
        this.orthanc = orthanc(dicom, "orthanc", tuned);
        this.asShipped = orthanc(dicom, "shipped", Map.of());
        this.hub =
                BenchHub.start(
                        folder.resolve("hub"),
                        List.of(),
                        List.of(),
                        text -> configured(text, dicom, senders));
        this.edge = startEdge();
    }

    private OrthancProcess orthanc(int dicom, String name, Map<String, String> environment)
            throws IOException {
        var known = List.of(new RemoteNode(new AETitle("SPIDERS"), BadLink.HUB, dicom, false));
        var settings =
                Map.of(
                        "ConcurrentJobs", "8",
                        "DicomScuTimeout", "600",
                        "TranscodeDicomProtocol", "false");
        var place = Files.createDirectories(folder.resolve(name));
        return OrthancProcess.startIn(network, place, known, settings, environment);
    }

    private String configured(String text, int dicom, int senders) {
        var node = orthanc.node();
        return text.replaceAll(
                                "(ae-title: SPIDERS\n  bind: )127.0.0.1\n  port: \\d+",
                                "$1" + BadLink.HUB + "\n  port: " + dicom)
                        .replace("  callers:\n", "  callers:\n" + caller())
                + """
                  - id: %s
                    name: Hospital
                    centre: lille-oscar-lambret
                    ae-title: %s
                    host: 127.0.0.1
                    port: %d
                    via: bench
                    issuer: BENCH
                    retrieve: [get]
                    patience: 30s
                edges:
                  bind: %s
                  port: %d
                  certificate: %s
                  key: %s
                  trust: %s
                  known:
                    - {id: bench, fingerprints: ["%s"], senders: %d}
                """
                        .formatted(
                                SOURCE,
                                node.aeTitle(),
                                node.port(),
                                BadLink.HUB,
                                DOOR,
                                ofHub.certificate(),
                                ofHub.key(),
                                ofEdge.authority(),
                                fingerprint(ofEdge),
                                senders);
    }

    private static String caller() {
        return "    - {ae-title: ORTHANC, host: %s}\n".formatted(BadLink.HOSPITAL);
    }

    private static String fingerprint(Certificates shown) {
        try (InputStream in = Files.newInputStream(shown.certificate())) {
            var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the options of {@code ./spiders edge}. */
    private Process startEdge() throws IOException {
        var file = folder.resolve("edge.yaml");
        Files.writeString(
                file,
                """
                hub: https://%s:%d
                certificate: %s
                key: %s
                trust: %s
                spool: %s
                ae-title: SPIDERS_EDGE
                """
                        .formatted(
                                BadLink.HUB,
                                DOOR,
                                ofEdge.certificate(),
                                ofEdge.key(),
                                ofHub.authority(),
                                folder.resolve("spool")));
        var home = Objects.requireNonNull(System.getProperty("java.home"));
        var words =
                new ArrayList<>(
                        List.of(
                                Path.of(home, "bin", "java").toString(),
                                "-XX:+UseCompactObjectHeaders",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Xmx512m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                Objects.requireNonNull(System.getProperty("java.class.path")),
                                EDGE,
                                "--config",
                                file.toString()));
        var process =
                new ProcessBuilder(network.command(words))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("edge.log").toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    BenchHub hub() {
        return hub;
    }

    ProcessTree edge() {
        return new ProcessTree(edge.pid());
    }

    OrthancProcess tuned() {
        return orthanc;
    }

    /** With Nagle's algorithm and DCMTK's buffers. */
    OrthancProcess asShipped() {
        return asShipped;
    }

    /** Gives the files to one. */
    static void upload(OrthancProcess orthanc, Path files) throws IOException {
        try (var found = Files.walk(files)) {
            found.filter(Files::isRegularFile).sorted().forEach(orthanc::upload);
        }
    }

    /** Has it send a study to the hub by C-STORE, over so many associations at once. */
    static void store(OrthancProcess orthanc, UID study, int associations)
            throws InterruptedException {
        var found =
                orthanc.post(
                        "tools/find",
                        "{\"Level\": \"Instance\", \"Query\": {\"StudyInstanceUID\": \"%s\"}}"
                                .formatted(study));
        var ids = found.replaceAll("[\\[\\]\\s\"]", "").split(",", -1);
        var jobs = new ArrayList<String>();
        for (int i = 0; i < associations; i++) {
            var share = new ArrayList<String>();
            for (int k = i; k < ids.length; k += associations) {
                share.add("\"" + ids[k] + "\"");
            }
            var answer =
                    orthanc.post(
                            "modalities/SPIDERS/store",
                            "{\"Asynchronous\": true, \"Resources\": [%s]}"
                                    .formatted(String.join(",", share)));
            jobs.add(answer.replaceAll("(?s).*\"ID\" : \"([^\"]+)\".*", "$1"));
        }
        for (var job : jobs) {
            await(orthanc, job);
        }
    }

    private static void await(OrthancProcess orthanc, String job) throws InterruptedException {
        while (true) {
            var state = orthanc.get("jobs/" + job);
            if (state.contains("\"State\" : \"Success\"")) {
                return;
            }
            if (state.contains("\"State\" : \"Failure\"")) {
                throw new IllegalStateException("Orthanc did not send: " + state);
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void close() {
        edge.destroyForcibly();
        hub.close();
        orthanc.close();
        asShipped.close();
    }
}
