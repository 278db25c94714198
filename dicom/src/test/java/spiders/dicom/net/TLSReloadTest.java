// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static spiders.dicom.net.Loopback.CLIENT;
import static spiders.dicom.net.Loopback.OPTIONS;
import static spiders.dicom.net.Loopback.SERVER;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.dicom.Peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;

/** Profiles, the expiry date, and files that change while associations stand; openssl and DCMTK. */
@Tag("peer")
@Timeout(60)
class TLSReloadTest {

    @TempDir private Path folder;
    private Path certificate;
    private Path key;

    @BeforeEach
    void make() throws IOException {
        certificate = folder.resolve("node.pem");
        key = folder.resolve("node.key");
        Files.writeString(
                folder.resolve("extensions"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        openssl(
                "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30"
                        + " -subj /CN=Authority -keyout @authority.key -out @authority.pem");
        issue("first", 20);
        install("first");
    }

    private void openssl(String arguments) {
        Peer.run(("openssl " + arguments.replace("@", folder + "/")).split(" ", -1));
    }

    private void issue(String name, int days) {
        openssl(
                "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=%1$s"
                                .formatted(name)
                        + " -keyout @%1$s.key -out @%1$s.csr".formatted(name));
        openssl(
                ("x509 -req -in @%1$s.csr -CA @authority.pem -CAkey @authority.key"
                                + " -CAcreateserial -days %2$d -extfile @extensions -out @%1$s.pem")
                        .formatted(name, days));
    }

    private void install(String name) throws IOException {
        Files.copy(folder.resolve(name + ".key"), key, StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve(name + ".pem"), certificate, StandardCopyOption.REPLACE_EXISTING);
    }

    private TLS tls() throws IOException {
        return TLS.ofPEM(certificate, key, folder.resolve("authority.pem"));
    }

    private static AssociationServer server(TLS tls) {
        return server(OPTIONS.withTLS(tls));
    }

    private static AssociationServer server(NetworkOptions options) {
        return Loopback.start(
                AssociationServer.builder(SERVER)
                        .tlsPort(0)
                        .callers(Callers.any())
                        .options(options));
    }

    private static Association open(AssociationServer server, TLS tls) {
        var node = new RemoteNode(SERVER, "127.0.0.1", server.tlsPort().orElseThrow(), true);
        return Association.open(node, AssociationRequest.forEcho(CLIENT), OPTIONS.withTLS(tls));
    }

    private static ChannelSecurity.Encrypted security(Association association) {
        return (ChannelSecurity.Encrypted) association.peer().security();
    }

    @Test
    void new_associations_have_a_new_certificate_and_old_ones_live_on() throws Exception {
        var ours = tls();
        var theirs =
                TLS.ofPEM(
                        folder.resolve("first.pem"),
                        folder.resolve("first.key"),
                        folder.resolve("authority.pem"));
        try (var server = server(ours);
                var old = open(server, theirs)) {
            assertThat(security(old).certificateSubject()).isEqualTo("CN=first");
            issue("second", 10);
            install("second");
            assertThat(ours.certificate().orElseThrow().subject()).isEqualTo("CN=second");
            try (var young = open(server, theirs)) {
                assertThat(security(young).certificateSubject()).isEqualTo("CN=second");
                assertThat(young.echo()).isEqualTo(Status.SUCCESS);
            }
            assertThat(old.echo()).isEqualTo(Status.SUCCESS);
            assertThat(security(old).certificateSubject()).isEqualTo("CN=first");
        }
    }

    @Test
    void files_that_cannot_be_used_leave_the_old_in_force_until_they_can() throws Exception {
        var tls = tls();
        Files.writeString(certificate, "nothing of use");
        assertThat(tls.certificate().orElseThrow().subject()).isEqualTo("CN=first");
        try (var server = server(tls);
                var association = open(server, tls)) {
            assertThat(association.echo()).isEqualTo(Status.SUCCESS);
        }
        issue("third", 5);
        install("third");
        assertThat(tls.certificate().orElseThrow().subject()).isEqualTo("CN=third");
    }

    @Test
    void a_server_looks_at_its_files_by_itself() throws Exception {
        var tls = tls();
        var theirs =
                TLS.ofPEM(
                        folder.resolve("first.pem"),
                        folder.resolve("first.key"),
                        folder.resolve("authority.pem"));
        issue("second", 10);
        install("second");
        try (var server = server(tls)) {
            var subject = "";
            for (int left = 50; left > 0 && !subject.equals("CN=second"); left--) {
                try (var association = open(server, theirs)) {
                    subject = security(association).certificateSubject();
                }
                Thread.sleep(100);
            }
            assertThat(subject).isEqualTo("CN=second");
        }
    }

    @Test
    void a_caller_that_does_not_shake_hands_is_sent_away() throws Exception {
        var impatient = OPTIONS.withTLS(tls()).withAssociationTimeout(Duration.ofSeconds(1));
        try (var server = server(impatient);
                var peer = new RawPeer(server.tlsPort().orElseThrow())) {
            long start = System.nanoTime();
            peer.send(new byte[] {0x16, 3, 1}); // The beginning of a ClientHello.
            peer.rest();
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
        }
    }

    @Test
    void the_days_left_are_told() throws Exception {
        var known = tls().certificate().orElseThrow();
        assertThat(known.daysLeft(Instant.now())).isBetween(19L, 20L);
        assertThat(known.daysLeft(known.notAfter().plusSeconds(1))).isEqualTo(-1);
        assertThat(known.issuer()).isEqualTo("CN=Authority");
        assertThat(known.notBefore()).isBefore(Instant.now().plus(Duration.ofMinutes(1)));
    }

    @ParameterizedTest
    @EnumSource(TLSProfile.class)
    void both_profiles_agree_on_what_is_listed(TLSProfile profile) throws Exception {
        var tls = tls().withProfile(profile);
        try (var server = server(tls);
                var association = open(server, tls)) {
            assertThat(security(association).protocol()).isEqualTo("TLSv1.3");
            assertThat(profile.cipherSuites()).contains(security(association).cipherSuite());
        }
    }

    @Test
    void the_modern_profile_refuses_what_the_other_still_takes() throws Exception {
        var tls = tls();
        try (var modern = server(tls.withProfile(TLSProfile.MODERN));
                var bcp195 = server(tls)) {
            assertThat(openssl12(bcp195)).contains("TLSv1.2");
            assertThat(openssl12(modern)).contains("alert protocol version");
            assertThat(openssl11(bcp195)).doesNotContain("Verification: OK\nNew, TLSv1.1");
        }
    }

    private String openssl12(AssociationServer server) {
        return connect(server, "-tls1_2");
    }

    private String openssl11(AssociationServer server) {
        return connect(server, "-tls1_1");
    }

    private String connect(AssociationServer server, String version) {
        return Peer.ask(
                        "openssl",
                        "s_client",
                        version,
                        "-connect",
                        "127.0.0.1:" + server.tlsPort().orElseThrow(),
                        "-cert",
                        certificate.toString(),
                        "-key",
                        key.toString())
                .output();
    }

    @Test
    void echoscu_speaks_every_profile_of_bcp_195_it_has() throws Exception {
        try (var server = server(tls())) {
            for (var profile : new String[] {"+py", "+px", "+pz"}) {
                var answer =
                        Peer.ask(
                                "echoscu",
                                "+tls",
                                key.toString(),
                                certificate.toString(),
                                "+cf",
                                folder.resolve("authority.pem").toString(),
                                profile,
                                "-aec",
                                "SERVER",
                                "127.0.0.1",
                                Integer.toString(server.tlsPort().orElseThrow()));
                assertThat(answer.exitCode()).as(profile + answer.output()).isZero();
            }
        }
    }

    @Test
    void a_certificate_of_another_host_is_refused() throws Exception {
        Files.writeString(folder.resolve("extensions"), "subjectAltName=DNS:elsewhere.example\n");
        var theirs = tls();
        issue("elsewhere", 5);
        install("elsewhere");
        try (var server = server(tls())) {
            assertThatExceptionOfType(TLSFailedException.class)
                    .isThrownBy(() -> open(server, theirs))
                    .satisfies(e ->
                            assertThat(e.reason())
                                    .isEqualTo(TLSFailedException.Reason.PEER_NAMES_ANOTHER_HOST));
            try (var unchecked = open(server, theirs.withoutHostNameCheck())) {
                assertThat(unchecked.echo()).isEqualTo(Status.SUCCESS);
            }
        }
    }
}
