// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.server.configuration.Configuration;
import spiders.server.configuration.ConfigurationReader;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import javax.sql.DataSource;

/**
 * What is refused at the two TLS ports of a hub, asked by openssl and DCMTK, and that the audit
 * tells of each (RFC 9325).
 */
@Tag("peer")
class TLSRefusalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Record header, handshake header, version 1.2, random, no session; two suites; no compression;
     * elliptic curves and signature algorithms as extensions (RFC 5246 section 7.4.1.2).
     */
    private static final String HELLO =
            "16 0301 0047  01 000043  0303 "
                    + "00".repeat(32)
                    + " 00  0004 %s  01 00"
                    + " 0016  000a 0004 0002 0017  000d 000a 0008 0403 0804 0401 0201";

    private static final String SUCCESS = "Received Echo Response (Success)";
    private static final int ALERT = 21;
    private static final int HANDSHAKE_FAILURE = 40;

    @TempDir private static Path folder;
    private static Certificates ours;
    private static Path trusted;
    private static String trustOfOurs;
    private static int dicomTLS;
    private static Hub hub;

    @BeforeAll
    static void start() throws IOException {
        ours = Certificates.create(folder.resolve("tls"));
        try (var socket = new ServerSocket(0)) {
            dicomTLS = socket.getLocalPort();
        }
        trustOfOurs = Files.readString(ours.notRevoked().authority());
        trusted = Files.writeString(folder.resolve("trusted.pem"), trustOfOurs);
        hub = Hub.start(configuration());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static Configuration configuration() throws IOException {
        var text =
                """
                data: data
                http: {port: 0, tls: {certificate: %1$s, key: %2$s}}
                metrics: {port: 0}
                dicom:
                  port: 0
                  tls: {port: %3$d, certificate: %1$s, key: %2$s, trust: %4$s}
                  callers: [{ae-title: ECHOSCU, host: 127.0.0.1}]
                """
                        .formatted(ours.certificate(), ours.key(), dicomTLS, trusted);
        var file = Files.writeString(folder.resolve("hub.yaml"), text);
        return ConfigurationReader.read(file, Map.of());
    }

    @ParameterizedTest
    @CsvSource({
        "DICOM, -tls1",
        "DICOM, -tls1_1",
        "DICOM, -tls1_2 -cipher eNULL:@SECLEVEL=0",
        "DICOM, -tls1_2 -cipher ECDHE-RSA-AES256-SHA384:@SECLEVEL=0",
        "DICOM, -tls1_2 -cipher AES256-GCM-SHA384",
        "web, -tls1",
        "web, -tls1_1",
        "web, -tls1_2 -cipher eNULL:@SECLEVEL=0",
        "web, -tls1_2 -cipher ECDHE-RSA-AES256-SHA384:@SECLEVEL=0",
        "web, -tls1_2 -cipher AES256-GCM-SHA384"
    })
    void old_versions_and_weak_suites_of_openssl(String door, String offer) throws Exception {
        var weak = offer.contains("-cipher") ? offer : offer + " -cipher ALL:@SECLEVEL=0";
        var answer = openssl(door, weak);

        assertThat(answer).contains("no peer certificate available").contains("alert");
        assertRecorded(door, "NO_COMMON_PROTECTION");
    }

    @ParameterizedTest
    @CsvSource({"DICOM, 0005c011", "web, 0005c011", "DICOM, 003b0002", "web, 003b0002"})
    void rc4_and_no_encryption_at_all(String door, String suites) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port(door))) {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            var hello = HELLO.formatted(suites).replace(" ", "");
            socket.getOutputStream().write(HexFormat.of().parseHex(hello));
            var alert = socket.getInputStream().readNBytes(7);

            assertThat(alert).hasSize(7);
            assertThat(List.of((int) alert[0], (int) alert[6]))
                    .containsExactly(ALERT, HANDSHAKE_FAILURE);
        }
        assertRecorded(door, "NO_COMMON_PROTECTION");
    }

    /** So that the refusals above do not hang on what openssl is asked. */
    @ParameterizedTest
    @CsvSource({
        "DICOM, -tls1_2",
        "DICOM, -tls1_3",
        "web, -tls1_2 -cipher ECDHE-RSA-AES128-GCM-SHA256",
        "web, -tls1_3"
    })
    void what_bcp_195_recommends_is_taken(String door, String offer) {
        assertThat(openssl(door, offer)).contains("Verify return code: 0 (ok)");
    }

    @Test
    void a_caller_of_a_trusted_authority_is_let_in() throws Exception {
        assertLetIn(ours);
    }

    @Test
    void a_caller_without_a_certificate_is_refused() throws Exception {
        var answer = openssl("DICOM", "-tls1_2");

        assertThat(answer).contains("Acceptable client certificate CA names").contains("alert");
        assertRecorded("DICOM", "PEER_NOT_TRUSTED");
    }

    @Test
    void a_caller_of_an_unknown_authority_is_refused() throws Exception {
        assertRefused(Certificates.create(folder.resolve("unknown")), "PEER_NOT_TRUSTED");
    }

    @Test
    void a_caller_whose_certificate_is_out_of_date_is_refused() throws Exception {
        var old = Certificates.createExpired(folder.resolve("old"));
        trust(old.notRevoked());

        assertRefused(old, "PEER_EXPIRED");
    }

    @Test
    void a_caller_whose_certificate_is_revoked_is_refused() throws Exception {
        var theirs = Certificates.create(folder.resolve("revoked"));
        trust(theirs.notRevoked());
        assertLetIn(theirs);
        trust(theirs.revoked());

        assertRefused(theirs, "PEER_REVOKED");
    }

    @Test
    void a_caller_of_whom_no_list_in_force_tells_is_refused() throws Exception {
        var theirs = Certificates.create(folder.resolve("untold"));
        trust(theirs.withOldRevocationList());

        assertRefused(theirs, "REVOCATION_UNKNOWN");
    }

    /** The hub reads its trust again at some later connection. */
    private static void trust(Certificates others) throws IOException {
        Files.writeString(trusted, trustOfOurs + Files.readString(others.authority()));
    }

    /** Once the hub has read what it trusts now, a caller is let in, or is not. */
    private static PeerCommand.Result echoOnce(
            Certificates caller, Predicate<PeerCommand.Result> isAsAwaited)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var answer = echo(caller);
        while (!isAsAwaited.test(answer) && System.nanoTime() < end) {
            Thread.sleep(50);
            answer = echo(caller);
        }
        return answer;
    }

    private static void assertLetIn(Certificates caller) throws InterruptedException {
        var answer = echoOnce(caller, one -> one.output().contains(SUCCESS));
        assertThat(answer.output()).contains(SUCCESS);
    }

    /** The reason before the trust was read again may be another one. */
    private static void assertRefused(Certificates caller, String reason) throws Exception {
        var answer = echoOnce(caller, one -> one.exitCode() != 0);
        assertThat(answer.exitCode()).as(answer.output()).isNotZero();
        assertThat(answer.output()).doesNotContain("Received Echo Response");
        assertRecorded("DICOM", reason, () -> echo(caller));
    }

    /** Every refusal of a kind is in the audit at least once an hour. */
    private static void assertRecorded(String door, String reason) throws Exception {
        assertRecorded(door, reason, () -> {});
    }

    private static void assertRecorded(String door, String reason, Runnable again)
            throws Exception {
        var jdbc = JdbcClient.create(hub.get(DataSource.class));
        var words = "TLS from 127.0.0.1 to the %s port: %s".formatted(door, reason);
        long end = System.nanoTime() + PATIENCE.toNanos();
        var told = new ArrayList<String>();
        do {
            told.clear();
            told.addAll(
                    jdbc.sql(
                                    """
                                    select detail from security.audit_event
                                    where action = 'DICOM_ASSOCIATION' and outcome = 'REFUSED'
                                    """)
                            .query(String.class)
                            .list());
            if (told.contains(words)) {
                return;
            }
            Thread.sleep(50);
            again.run();
        } while (System.nanoTime() < end);
        assertThat(told).contains(words);
    }

    private static int port(String door) {
        return door.equals("web") ? hub.httpPort() : dicomTLS;
    }

    private static String openssl(String door, String offer) {
        var command =
                "openssl s_client -connect 127.0.0.1:%d -CAfile %s %s"
                        .formatted(port(door), ours.authority(), offer);
        return PeerCommand.run(folder, command.split(" +", -1)).output();
    }

    private static PeerCommand.Result echo(Certificates caller) {
        var command =
                "echoscu -v -to 10 +tls %s %s +cf %s 127.0.0.1 %d -aec SPIDERS"
                        .formatted(caller.key(), caller.certificate(), ours.authority(), dicomTLS);
        return PeerCommand.run(folder, command.split(" ", -1));
    }
}
