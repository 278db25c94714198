// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.link.NamespaceDoor;
import spiders.testkit.link.NetworkNamespace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Orthanc with its DICOMweb plugin: queried, retrieved by C-GET, C-MOVE, QIDO-RS and WADO-RS. */
public final class OrthancProcess implements AutoCloseable {

    private static final String TITLE = "ORTHANC";
    private static final String PLUGIN = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 4;

    private final PeerProcess process;
    private final RemoteNode node;
    private final URI http;
    private final List<NamespaceDoor> doors;
    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private OrthancProcess(
            PeerProcess process, RemoteNode node, URI http, List<NamespaceDoor> doors) {
        this.process = process;
        this.node = node;
        this.http = http;
        this.doors = List.copyOf(doors);
    }

    /**
     * Starts it, empty, without Nagle's algorithm; close it after use.
     *
     * @param known nodes it lets in, and moves to
     */
    public static OrthancProcess start(Path directory, List<RemoteNode> known) {
        return start(directory, known, Map.of());
    }

    /**
     * The same with further settings, each a key of its configuration and a value in JSON, such as
     * {@code "TranscodeDicomProtocol": "false"}.
     */
    public static OrthancProcess start(
            Path directory, List<RemoteNode> known, Map<String, String> settings) {
        return start(directory, known, settings, Map.of("TCP_NODELAY", "1"));
    }

    /** The same with an environment of one's own, such as none. */
    public static OrthancProcess start(
            Path directory,
            List<RemoteNode> known,
            Map<String, String> settings,
            Map<String, String> environment) {
        var here = NetworkNamespace.ofThisProcess();
        return start(here, directory, known, settings, environment);
    }

    /**
     * The same in another network, at whose loopback it has its ports; that of HTTP is reached from
     * here all the same.
     */
    public static OrthancProcess startIn(
            NetworkNamespace network,
            Path directory,
            List<RemoteNode> known,
            Map<String, String> settings,
            Map<String, String> environment) {
        return start(network, directory, known, settings, environment);
    }

    private static OrthancProcess start(
            NetworkNamespace network,
            Path directory,
            List<RemoteNode> known,
            Map<String, String> settings,
            Map<String, String> environment) {
        int dicom = PeerProcess.freePort();
        int web = PeerProcess.freePort();
        var configuration = directory.resolve("orthanc.json");
        List<NamespaceDoor> doors;
        try {
            Files.createDirectories(directory.resolve("storage"));
            Files.writeString(configuration, configuration(directory, dicom, web, known, settings));
            doors =
                    network.isOfThisProcess()
                            ? List.of()
                            : List.of(NamespaceDoor.into(network, web));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = network.command(List.of("/usr/sbin/Orthanc", configuration.toString()));
        var process = PeerProcess.start(directory, web, command, environment);
        boolean tls = settings.getOrDefault("DicomTlsEnabled", "false").equals("true");
        var node = new RemoteNode(new AETitle(TITLE), PeerProcess.LOOPBACK, dicom, tls);
        var root = URI.create("http://%s:%d/".formatted(PeerProcess.LOOPBACK, web));
        var orthanc = new OrthancProcess(process, node, root, doors);
        orthanc.awaitSystem();
        return orthanc;
    }

    /** A door to another network is open before there is something behind it. */
    private void awaitSystem() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!doors.isEmpty() && System.nanoTime() < end) {
            try {
                get("system");
                return;
            } catch (UncheckedIOException e) {
                PeerProcess.pause();
            }
        }
        get("system");
    }

    /**
     * The same with TLS on its DICOM port, where it asks for a certificate of the same authority.
     * Its HTTP stays plain: Debian's Orthanc 1.10 crashes at the first https connection (CivetWeb
     * 1.15 with OpenSSL 3.0), so that a {@link StunnelProcess} belongs before it.
     */
    public static OrthancProcess startProtected(
            Path directory, List<RemoteNode> known, Certificates certificates) {
        var settings =
                Map.of(
                        "DicomTlsEnabled", "true",
                        "DicomTlsCertificate", quoted(certificates.certificate()),
                        "DicomTlsPrivateKey", quoted(certificates.key()),
                        "DicomTlsTrustedCertificates", quoted(certificates.authority()));
        return start(directory, known, settings);
    }

    private static String quoted(Path file) {
        return "\"" + file + "\"";
    }

    private static String configuration(
            Path directory,
            int dicom,
            int web,
            List<RemoteNode> known,
            Map<String, String> settings) {
        var modalities =
                known.stream().map(OrthancProcess::modality).collect(Collectors.joining(",\n"));
        var further =
                settings.entrySet().stream()
                        .map(entry -> ",\n\"%s\": %s".formatted(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
        return """
        {
        "Name": "Test", "StorageDirectory": "%1$s/storage", "IndexDirectory": "%1$s/storage",
        "Plugins": ["%2$s"], "DicomAet": "%3$s", "DicomPort": %4$d, "HttpPort": %5$d,
        "RemoteAccessAllowed": false, "AuthenticationEnabled": false,
        "DicomAlwaysAllowFind": true, "DicomAlwaysAllowGet": true, "DicomAlwaysAllowMove": true,
        "UnknownSopClassAccepted": true, "StorageAccessOnFind": "Always",
        "DicomWeb": {"Enable": true, "Root": "/dicom-web/", "Ssl": false},
        "DicomModalities": {%6$s}%7$s
        }
        """
                .formatted(directory, PLUGIN, TITLE, dicom, web, modalities, further);
    }

    private static String modality(RemoteNode node) {
        return ("\"%1$s\": {\"AET\": \"%1$s\", \"Host\": \"%2$s\", \"Port\": %3$d,"
                        + " \"UseDicomTls\": %4$s}")
                .formatted(node.aeTitle(), node.host(), node.port(), node.tls());
    }

    /** Its process, for measurements. */
    public long pid() {
        return process.pid();
    }

    /** Where its DICOM service is reached. */
    public RemoteNode node() {
        return node;
    }

    /** The root of its own HTTP interface, ending in a slash. */
    public URI http() {
        return http;
    }

    /** The root of its DICOMweb services, ending in a slash. */
    public URI dicomWeb() {
        return http.resolve("dicom-web/");
    }

    /** Stores a DICOM file over HTTP. */
    public void upload(Path file) {
        try {
            var body = BodyPublishers.ofFile(file);
            send(HttpRequest.newBuilder(http.resolve("instances")).POST(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to GET of a path of its HTTP interface, such as {@code statistics}. */
    public String get(String path) {
        return send(HttpRequest.newBuilder(http.resolve(path)).GET());
    }

    /** Makes a DICOMweb server known to it, as {@code dicom-web/servers/NAME} of its interface. */
    public void know(String name, URI dicomWeb) {
        var body = BodyPublishers.ofString("{\"Url\": \"%s\"}".formatted(dicomWeb));
        send(HttpRequest.newBuilder(http.resolve("dicom-web/servers/" + name)).PUT(body));
    }

    /** The same with a bearer token that it sends along. */
    public void know(String name, URI dicomWeb, String token) {
        var body =
                BodyPublishers.ofString(
                        "{\"Url\": \"%s\", \"HttpHeaders\": {\"Authorization\": \"Bearer %s\"}}"
                                .formatted(dicomWeb, token));
        send(HttpRequest.newBuilder(http.resolve("dicom-web/servers/" + name)).PUT(body));
    }

    /** The answer to POST of a body in JSON to a path of its HTTP interface. */
    public String post(String path, String json) {
        var body = BodyPublishers.ofString(json);
        return send(HttpRequest.newBuilder(http.resolve(path)).POST(body));
    }

    /** PUT of a body in JSON to a path of its HTTP interface, such as {@code modalities/NAME}. */
    public void put(String path, String json) {
        send(HttpRequest.newBuilder(http.resolve(path)).PUT(BodyPublishers.ofString(json)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = answer(request.timeout(PATIENCE).build());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException(
                        "Orthanc answered %d: %s"
                                .formatted(response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while Orthanc answers", e);
        }
    }

    /**
     * Orthanc 1.10 closes a connection after its answer without saying so, and the JDK's client may
     * still try it for the next request; a request that fails so is asked again on another.
     */
    private HttpResponse<String> answer(HttpRequest request)
            throws IOException, InterruptedException {
        for (int left = TRIES - 1; ; left--) {
            try {
                return client.send(request, BodyHandlers.ofString());
            } catch (HttpTimeoutException e) {
                throw e;
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    /** What it has printed so far. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
        client.close();
        try {
            for (var door : doors) {
                door.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
