// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.Emergency;
import spiders.security.EmergencyReason;
import spiders.security.PatientKey;
import spiders.security.UserName;
import spiders.security.store.EmergencyTable;
import spiders.security.store.TestDatabases;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Protection;
import spiders.testkit.peer.Certificates;
import spiders.testkit.peer.SmtpProcess;
import spiders.web.Messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Letters by aiosmtpd: taken, refused for its protection, away. */
@Tag("peer")
class EmergencyLettersTest {

    private static final Messages MESSAGES = new Messages(List.of("rcp"));
    private static final String WORDS = "Jeanne MARTIN est aux urgences";

    @TempDir private Path folder;
    private HikariDataSource database;
    private EmergencyTable table;
    private Certificates certificates;
    private int port;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh("security");
        table = new EmergencyTable(database);
        certificates = Certificates.create(folder.resolve("tls"));
        port = SmtpProcess.freePort();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private EmergencyLetters letters(Protection protection, Path trust) throws IOException {
        var mail =
                new Mail(
                        "127.0.0.1",
                        port,
                        protection,
                        List.of(),
                        List.of(trust),
                        "spiders@hospital.example",
                        List.of("dpo@hospital.example", "rssi@hospital.example"));
        return new EmergencyLetters(
                table, Mailer.of(mail), MESSAGES::text, "https://hub.example", Clock.systemUTC());
    }

    private EmergencyLetters letters() throws IOException {
        return letters(Protection.STARTTLS, certificates.authority());
    }

    private void opened(String account, boolean despite, Instant at) {
        table.insert(
                new Emergency(
                        UUID.randomUUID(),
                        new UserName(account),
                        new PatientKey(UUID.randomUUID()),
                        EmergencyReason.CONTINUITY_OF_CARE,
                        WORDS,
                        despite,
                        at.truncatedTo(ChronoUnit.MICROS),
                        at.plus(Duration.ofHours(4)).truncatedTo(ChronoUnit.MICROS),
                        LocalDate.of(2026, 12, 4),
                        Optional.empty()));
    }

    /** What was printed, with the bodies in base 64 read. */
    private static String read(SmtpProcess server) {
        var text = server.messages();
        var bodies =
                text.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[A-Za-z0-9+/]{20,}={0,2}"))
                        .collect(Collectors.joining());
        return text + new String(Base64.getMimeDecoder().decode(bodies), StandardCharsets.UTF_8);
    }

    @Test
    void an_emergency_is_told_once_without_whose_data_it_was() throws Exception {
        opened("urgences.demo", true, Instant.now());
        try (var server = SmtpProcess.startTLS(folder.resolve("server"), port, certificates)) {
            var letters = letters();
            letters.run();
            letters.run();

            assertThat(letters.trouble()).isEmpty();
            assertThat(letters.waitingSince()).isEmpty();
            assertThat(server.messages().split("MESSAGE FOLLOWS", -1)).hasSize(2);
            assertThat(read(server))
                    .contains(
                            "To: dpo@hospital.example, rssi@hospital.example",
                            "Auto-Submitted: auto-generated",
                            "urgences.demo",
                            "https://hub.example/emergencies")
                    .containsIgnoringCase("opposition")
                    .doesNotContain("MARTIN", "Jeanne");
        }
    }

    @Test
    void what_could_not_be_told_waits_and_is_told_later() throws Exception {
        opened("urgences.demo", false, Instant.now());
        opened("dr.demo", false, Instant.now());
        opened("long.ago", false, Instant.now().minus(Duration.ofDays(4)));
        var letters = letters();
        letters.run();

        assertThat(letters.trouble()).contains("127.0.0.1:" + port);
        assertThat(letters.waitingSince()).isPresent();
        try (var server = SmtpProcess.startTLS(folder.resolve("server"), port, certificates)) {
            letters.run();

            assertThat(letters.trouble()).isEmpty();
            assertThat(server.messages().split("MESSAGE FOLLOWS", -1)).hasSize(3);
            assertThat(read(server))
                    .contains("urgences.demo", "dr.demo")
                    .doesNotContain("long.ago");
        }
    }

    @Test
    void nothing_goes_to_a_server_without_tls_or_of_an_unknown_authority() throws Exception {
        opened("urgences.demo", false, Instant.now());
        try (var server = SmtpProcess.startPlain(folder.resolve("plain"), port)) {
            var letters = letters();
            letters.run();

            assertThat(letters.trouble()).contains("STARTTLS");
            assertThat(server.messages()).doesNotContain("MESSAGE FOLLOWS");
        }
        var others = Certificates.create(folder.resolve("others"));
        try (var server = SmtpProcess.startTLS(folder.resolve("other"), port, others)) {
            var letters = letters();
            letters.run();

            assertThat(letters.trouble()).isNotEmpty();
            assertThat(server.messages()).doesNotContain("MESSAGE FOLLOWS");
        }
        try (var server = SmtpProcess.startPlain(folder.resolve("plain2"), port)) {
            letters(Protection.NONE, certificates.authority()).run();

            assertThat(server.messages()).contains("MESSAGE FOLLOWS");
        }
    }
}
