// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** A hub that encrypts by itself, asked by curl, by the JDK's client and over DICOM. */
@Tag("peer")
class EncryptedHubTest {

    @TempDir private Path folder;
    private Certificates certificates;
    private int dicomTLS;

    @BeforeEach
    void prepare() throws IOException {
        certificates = Certificates.create(folder.resolve("tls"));
        try (var socket = new ServerSocket(0)) {
            dicomTLS = socket.getLocalPort();
        }
    }

    @Test
    void browsers_and_pacs_reach_it_by_tls_alone() throws Exception {
        try (var hub = Hub.start(configuration(certificates.certificate()))) {
            assertThat(hub.lookAt().getFirst()).contains("https://127.0.0.1:" + hub.httpPort());
            assertCurl(hub);
            assertHttpClient(hub);
            var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", dicomTLS, true);
            var request = AssociationRequest.forEcho(new AETitle("LILLE"));
            var options = NetworkOptions.defaults().withTLS(certificates.tls());
            try (var association = Association.open(node, request, options)) {
                assertThat(association.echo().isSuccess()).isTrue();
            }
        }
    }

    private void assertCurl(Hub hub) {
        var trusting =
                curl("--cacert", certificates.authority().toString(), address(hub, "/login"));
        assertThat(trusting.exitCode()).as(trusting.output()).isZero();
        assertThat(trusting.output())
                .contains("HTTP/1.1 200")
                .containsIgnoringCase("strict-transport-security");
        assertThat(curl(address(hub, "/login")).output()).contains("certificate");
        assertThat(curl(address(hub, "/login")).exitCode()).isEqualTo(60);
        var old =
                curl(
                        "--cacert",
                        certificates.authority().toString(),
                        "--tls-max",
                        "1.1",
                        address(hub, "/login"));
        assertThat(old.exitCode()).isNotZero();
        var plain = curl(address(hub, "/login").replace("https:", "http:"));
        assertThat(plain.output()).doesNotContain("HTTP/1.1 200");
    }

    private void assertHttpClient(Hub hub) throws Exception {
        var login = HttpRequest.newBuilder(URI.create(address(hub, "/login"))).build();
        var trusting = certificates.tls().protecting(HttpClient.newBuilder());
        try (var client = trusting.build()) {
            var answer = client.send(login, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(answer.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allSatisfy(cookie -> assertThat(cookie).contains("Secure", "HttpOnly"));
        }
        try (var doubting = HttpClient.newBuilder().sslContext(SSLContext.getDefault()).build()) {
            assertThatIOException()
                    .isThrownBy(() -> doubting.send(login, HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(SSLException.class);
        }
    }

    @Test
    void a_certificate_that_is_none_is_named_at_the_start() throws IOException {
        var nonsense = Files.writeString(folder.resolve("nonsense.pem"), "hello");
        var configuration = configuration(nonsense);
        assertThatExceptionOfType(HubStartException.class)
                .isThrownBy(() -> Hub.start(configuration))
                .withMessageContaining("http.tls")
                .withMessageContaining(nonsense.toString());
    }

    private static String address(Hub hub, String path) {
        return "https://127.0.0.1:" + hub.httpPort() + path;
    }

    private PeerCommand.Result curl(String... arguments) {
        var command = new java.util.ArrayList<>(java.util.List.of("curl", "-sS", "-i"));
        command.addAll(java.util.List.of(arguments));
        return PeerCommand.run(folder, command.toArray(String[]::new));
    }

    private Configuration configuration(Path certificate) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("hub.yaml"),
                        """
                        data: data
                        http: {port: 0, tls: {certificate: %1$s, key: %2$s}}
                        metrics: {port: 0}
                        dicom:
                          port: 0
                          tls: {port: %3$d, certificate: %4$s, key: %2$s, trust: %5$s}
                          callers: [{ae-title: LILLE, host: 127.0.0.1}]
                        """
                                .formatted(
                                        certificate,
                                        certificates.key(),
                                        dicomTLS,
                                        certificates.certificate(),
                                        certificates.authority()));
        return ConfigurationReader.read(file, Map.of());
    }
}
