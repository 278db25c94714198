// SPDX-License-Identifier: Apache-2.0
package spiders.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.Boards;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.store.AlertMailStore;
import spiders.security.store.TestDatabases;
import spiders.server.configuration.Configuration.AlertMail;
import spiders.server.configuration.Configuration.Mail;
import spiders.server.configuration.Configuration.Mail.Protection;
import spiders.testkit.peer.SmtpProcess;
import spiders.web.Messages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** Letters by aiosmtpd: a digest, one that presses, none twice. */
@Tag("peer")
class AlertLettersTest {

    private static final Messages MESSAGES = new Messages(List.of("rcp"));
    private static final UUID CASE = UUID.randomUUID();
    private static final UUID SOON = UUID.randomUUID();
    private static final UUID LATER = UUID.randomUUID();

    @TempDir private Path folder;
    private HikariDataSource database;
    private int port;

    @BeforeEach
    void open() {
        database = TestDatabases.fresh("security", "archive", "rcp");
        port = SmtpProcess.freePort();
        update(
                """
                insert into rcp.board (id, name, organ, kind, type, centre)
                values ('thorax', 'RCP thoracique', 'Poumon', 'RCP', 'STANDARD', 'CHU')
                """);
        session(SOON, LocalDateTime.now(Boards.HOSPITAL_ZONE).plusHours(5));
        session(LATER, LocalDateTime.now(Boards.HOSPITAL_ZONE).plusDays(2));
        update(
                """
                insert into rcp.board_case (id, session, patient, state, question, reason,
                    requester, requester_name, patient_informed, rule_version, created, changed)
                values ('%s', '%s', gen_random_uuid(), 'SUBMITTED', 'Jeanne MARTIN ?',
                    'TREATMENT_PROPOSAL', 'dr.demo', 'Dr', true, 1, now(), now())
                """
                        .formatted(CASE, LATER));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_digest_tells_once_what_is_to_be_done_and_whom_to_call() throws Exception {
        alert(LATER, AlertKind.SOURCE_SILENT, "amiens", "CHU d'Amiens", "03 22 00 00 00");
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            var letters = letters(Clock.systemUTC());
            letters.run();
            alert(LATER, AlertKind.IDENTITY, "");
            letters.run();

            assertThat(letters.trouble()).isEmpty();
            assertThat(count(server)).as("the third waits for the next").isEqualTo(1);
            assertThat(read(server))
                    .contains("To: rcp.thorax@hospital.example")
                    .contains("03 22 00 00 00", "CHU d'Amiens ne répond pas")
                    .contains("choisir les examens")
                    .contains("https://hub.example/cases/" + CASE)
                    .doesNotContain("MARTIN", "Jeanne", "identité trouvée");

            letters(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(31))).run();
            assertThat(count(server)).isEqualTo(2);
            assertThat(read(server)).contains("identité trouvée");
        }
    }

    @Test
    void what_presses_is_told_at_once_and_not_again_when_it_comes_back() throws Exception {
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            var letters = letters(Clock.systemUTC());
            letters.run();
            alert(SOON, AlertKind.LATE, "1.2.3", "CHU de Lille", "03 20 00 00 00", "");
            letters.run();
            assertThat(count(server)).isEqualTo(2);
            assertThat(read(server)).contains("impossible de dire quand");

            update("update rcp.alert set cleared = now() where kind = 'LATE'");
            alert(SOON, AlertKind.LATE, "1.2.3", "CHU de Lille", "03 20 00 00 00", "");
            letters.run();
            assertThat(count(server)).isEqualTo(2);
        }
    }

    @Test
    void what_somebody_sees_to_and_what_has_begun_is_not_told() throws Exception {
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        update("update rcp.alert set taken_by = 'a', taken_name = 'A', taken_at = now()");
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            letters(Clock.systemUTC()).run();
            update("update rcp.alert set taken_at = null");
            letters(Clock.offset(Clock.systemUTC(), Duration.ofDays(2).plusHours(1))).run();
            assertThat(count(server)).isZero();
        }
    }

    @Test
    void what_could_not_be_told_is_told_later() throws Exception {
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        var letters = letters(Clock.systemUTC());
        letters.run();
        assertThat(letters.trouble()).contains("127.0.0.1:" + port);
        try (var server = SmtpProcess.startPlain(folder.resolve("server"), port)) {
            letters.run();
            assertThat(count(server)).isEqualTo(1);
        }
    }

    /** Until release 0.1 nobody of the board was told. */
    @Test
    void an_address_that_is_refused_keeps_nobody_else_from_the_letter() throws Exception {
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        try (var server = new ScriptedSmtp("RCPT TO:<gone@", "550 5.1.1 no such box")) {
            port = server.port();
            var to = List.of("gone@hospital.example", "rcp.thorax@hospital.example");
            var letters = letters(Clock.systemUTC(), MESSAGES::text, board("thorax", to));
            letters.run();
            letters.run();

            assertThat(letters.trouble()).contains("127.0.0.1:" + port);
            assertThat(server.taken())
                    .as("once")
                    .containsExactly("RCPT TO:<rcp.thorax@hospital.example>");
        }
        try (var server = new ScriptedSmtp("NOTHING", "")) {
            port = server.port();
            var to = List.of("gone@hospital.example", "rcp.thorax@hospital.example");
            var letters = letters(Clock.systemUTC(), MESSAGES::text, board("thorax", to));
            letters.run();

            assertThat(letters.trouble()).isEmpty();
            assertThat(server.taken())
                    .as("it is told when it is there again")
                    .containsExactly("RCPT TO:<gone@hospital.example>");
        }
    }

    @Test
    void a_letter_that_breaks_down_stops_no_other() throws Exception {
        update(
                """
                insert into rcp.board (id, name, organ, kind, type, centre)
                values ('abdomen', 'RCP digestive', 'Foie', 'RCP', 'STANDARD', 'CHU')
                """);
        var other = UUID.randomUUID();
        session("abdomen", other, LocalDateTime.now(Boards.HOSPITAL_ZONE).plusDays(3));
        alert(LATER, AlertKind.NOT_CHOSEN, "");
        alert(other, AlertKind.EXAM_MISSING, "TEP");
        try (var server = new ScriptedSmtp("NOTHING", "")) {
            port = server.port();
            var letters =
                    letters(
                            Clock.systemUTC(),
                            AlertLettersTest::failing,
                            board("thorax", List.of("rcp.thorax@hospital.example")),
                            board("abdomen", List.of("rcp.abdomen@hospital.example")));
            letters.run();

            assertThat(letters.trouble()).isEqualTo("board thorax: IllegalStateException");
            assertThat(server.taken()).containsExactly("RCPT TO:<rcp.abdomen@hospital.example>");
        }
    }

    private static String failing(Locale locale, String key, Object... arguments) {
        if (arguments.length > 0 && "thorax".equals(arguments[0])) {
            throw new IllegalStateException("no words");
        }
        return MESSAGES.text(locale, key, arguments);
    }

    private static AlertMail board(String id, List<String> to) {
        return new AlertMail(new BoardId(id), to, Duration.ofMinutes(30));
    }

    private AlertLetters letters(Clock clock) throws IOException {
        return letters(
                clock, MESSAGES::text, board("thorax", List.of("rcp.thorax@hospital.example")));
    }

    private AlertLetters letters(Clock clock, EmergencyLetters.Words words, AlertMail... boards)
            throws IOException {
        var mail =
                new Mail(
                        "127.0.0.1",
                        port,
                        Protection.NONE,
                        List.of(),
                        List.of(),
                        "spiders@hospital.example",
                        List.of("dpo@hospital.example"));
        return new AlertLetters(
                new AlertMailStore(database),
                Mailer.of(mail),
                List.of(boards),
                words,
                "https://hub.example",
                clock);
    }

    private void session(UUID id, LocalDateTime at) {
        session("thorax", id, at);
    }

    private void session(String board, UUID id, LocalDateTime at) {
        JdbcClient.create(database)
                .sql(
                        """
                        insert into rcp.session (id, board, on_date, at_time, room,
                            registration_closes) values (?, ?, ?, ?, '', now())
                        """)
                .params(id, board, at.toLocalDate(), at.toLocalTime())
                .update();
    }

    private void alert(UUID session, AlertKind kind, String subject, String... arguments) {
        JdbcClient.create(database)
                .sql(
                        """
                        insert into rcp.alert (id, board_case, session, kind, subject, arguments,
                            since) values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(UUID.randomUUID(), CASE, session, kind.name(), subject, arguments)
                .param(java.sql.Timestamp.from(Instant.now()))
                .update();
    }

    private void update(String sql) {
        JdbcClient.create(database).sql(sql).update();
    }

    private static int count(SmtpProcess server) {
        return server.messages().split("MESSAGE FOLLOWS", -1).length - 1;
    }

    /** What was printed, with the bodies in base 64 or quoted-printable read. */
    private static String read(SmtpProcess server) {
        var text = server.messages();
        var bodies =
                text.lines()
                        .map(String::strip)
                        .filter(line -> line.matches("[A-Za-z0-9+/]{20,}={0,2}"))
                        .collect(Collectors.joining());
        return text
                + new String(Base64.getMimeDecoder().decode(bodies), StandardCharsets.UTF_8)
                + quoted(text);
    }

    private static String quoted(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        var joined = text.replaceAll("=\\R", "");
        for (int i = 0; i < joined.length(); i++) {
            var rest = joined.substring(i, Math.min(joined.length(), i + 3));
            if (rest.matches("=[0-9A-F]{2}")) {
                bytes.write(Integer.parseInt(rest.substring(1), 16));
                i += 2;
            } else {
                bytes.write(joined.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
