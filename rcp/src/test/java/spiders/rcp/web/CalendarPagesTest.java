// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.io.text.ICalReader;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardCalendar;
import spiders.rcp.BoardKind;
import spiders.rcp.Boards;
import spiders.rcp.store.RcpStore;
import spiders.security.Access;
import spiders.security.Accounts;
import spiders.security.PatientInformation;
import spiders.security.Relations;
import spiders.security.store.AuditTable;
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The secretary of a board sets its rhythm, and changes single sessions. */
class CalendarPagesTest {

    private static final String CALENDAR = "/boards/thorax/calendar";
    private static final String RHYTHM = "/boards/thorax/rhythm";
    private static final JsonMapper JSON = JsonMapper.shared();
    private final LocalDate today = LocalDate.now(Boards.HOSPITAL_ZONE);

    /** The weekday of the rhythm, and the first session that it has. */
    private final LocalDate first = today.plusDays(9);

    @TempDir private Path folder;
    private RcpServer server;
    private JdbcClient database;

    @BeforeEach
    void start() throws IOException {
        var board = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        server = RcpServer.start(folder, List.of(), List.of(board));
        database = JdbcClient.create(server.database());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_rhythm_lays_sessions_out_once_and_leaves_alone_what_people_and_cases_hold() {
        var held = session(today.plusDays(1));
        var boardCase = registered(held);
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            secretary.get(RHYTHM);
            assertThat(secretary.post(RHYTHM, rhythm("14:30")).statusCode()).isEqualTo(303);
            assertThat(secretary.get(CALENDAR).body()).contains("1 gardée hors du rythme");
            var laidOut = planned();
            assertThat(laidOut).contains(today.plusDays(1) + " 23:59", first + " 14:30");
            assertThat(laidOut).hasSizeBetween(26, 28).isEqualTo(layOut(Duration.ZERO));

            var moved = session(first);
            var to = move(first.plusDays(1), "09:00");
            secretary.get("/sessions/" + moved + "/change");
            assertThat(secretary.post("/sessions/" + moved + "/change", to).statusCode())
                    .isEqualTo(303);
            var off = session(first.plusWeeks(1));
            assertThat(cancel(secretary, off)).isEqualTo(303);
            var byHand = layOut(Duration.ZERO);
            assertThat(byHand)
                    .hasSize(laidOut.size() - 1)
                    .contains(first.plusDays(1) + " 09:00")
                    .doesNotContain(first + " 14:30", first.plusWeeks(1) + " 14:30");
            assertThat(layOut(Duration.ofDays(30)).size()).isGreaterThan(byHand.size() + 2);

            assertThat(secretary.post(RHYTHM, rhythm("16:00")).statusCode()).isEqualTo(303);
            assertThat(planned())
                    .contains(first.plusDays(1) + " 09:00", today.plusDays(1) + " 23:59")
                    .contains(first.plusWeeks(2) + " 16:00")
                    .noneMatch(day -> day.endsWith("14:30"));
            assertThat(sessionOf(boardCase)).isEqualTo(held);
        }
    }

    @Test
    void the_cases_of_a_cancelled_session_wait_to_be_placed_and_are_placed_together() {
        var off = session(today.plusDays(2));
        var boardCase = registered(off);
        var other = session(today.plusDays(3));
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            assertThat(cancel(secretary, off)).isEqualTo(303);

            assertThat(secretary.get("/sessions/" + off).body())
                    .contains("grève &lt;b&gt;", "DEMO-MARTIN");
            assertThat(secretary.get("/cases/" + boardCase).body()).contains("est à replacer");
            assertThat(secretary.get("/boards/thorax").body()).contains("1 dossier de séances");
            assertThat(cancel(secretary, off)).as("again").isEqualTo(409);
            assertThat(sessionOf(boardCase)).isEqualTo(off);

            var to = Map.of("to", other);
            assertThat(secretary.post("/sessions/" + other + "/placement", to).statusCode())
                    .as("of one that takes place")
                    .isEqualTo(409);
            assertThat(secretary.post("/sessions/" + off + "/placement", to).statusCode())
                    .isEqualTo(303);
            assertThat(sessionOf(boardCase)).isEqualTo(other);
            assertThat(secretary.get("/sessions/" + other).body()).contains("DEMO-MARTIN");
            assertThat(secretary.get("/boards/thorax").body()).doesNotContain("à replacer");
        }
        assertThat(
                        database.sql("select count(*) from security.audit_event where action = ?")
                                .param("CHANGE_SESSION")
                                .query(Long.class)
                                .single())
                .isPositive();
    }

    @Test
    void others_change_nothing_and_the_feed_holds_no_patient() throws IOException {
        var session = session(today.plusDays(1));
        registered(session);
        var before = planned();
        try (var doctor = Browser.signedIn(server.address(), "dr.demo");
                var nobody = new Browser(server.address())) {
            doctor.get(CALENDAR);
            assertThat(doctor.get(RHYTHM).statusCode()).isEqualTo(403);
            assertThat(doctor.post(RHYTHM, rhythm("14:30")).statusCode()).isEqualTo(403);
            assertThat(cancel(doctor, session)).isEqualTo(403);
            assertThat(planned()).isEqualTo(before);

            var feed = doctor.get(CALENDAR + ".ics");
            assertThat(feed.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/calendar");
            assertThat(feed.body()).doesNotContain("MARTIN").doesNotContain("Chirurgie");
            try (var reader = new ICalReader(feed.body())) {
                assertThat(reader.readNext().getEvents()).hasSize(before.size());
            }
            assertThat(nobody.get(CALENDAR + ".ics").body()).doesNotContain("BEGIN:VCALENDAR");
        }
    }

    @Test
    void programs_set_the_rhythm_and_are_told_what_is_wrong() {
        try (var secretary = new Browser(server.address())) {
            var token = token(secretary, "secretaire.demo");
            var path = "/api/v1/boards/thorax/rhythm";
            assertThat(secretary.get(path, "Authorization", token).statusCode()).isEqualTo(404);
            var sent = new HashMap<>(rhythm("14:30"));
            var set = json(secretary, "PUT", path, sent, token);
            assertThat(set.statusCode()).isEqualTo(200);
            assertThat(JSON.readTree(set.body()).path("version").asInt()).isEqualTo(1);
            var read = JSON.readTree(secretary.get(path, "Authorization", token).body());
            assertThat(read.path("rhythm").path("days").asString())
                    .isEqualTo(first.getDayOfWeek().name());

            sent.put("video", "http://video.test");
            var refused = json(secretary, "PUT", path, sent, token);
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains("video");
            var one = move(first, "14:30");
            assertThat(
                            json(secretary, "POST", "/api/v1/boards/thorax/sessions", one, token)
                                    .statusCode())
                    .as("there is one")
                    .isEqualTo(409);
        }
    }

    private HttpResponse<String> json(
            Browser browser, String method, String path, Map<String, String> sent, String token) {
        return browser.json(method, path, JSON.writeValueAsString(sent), "Authorization", token);
    }

    private static String token(Browser browser, String name) {
        var login =
                "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(name, Accounts.DEMO_PASSWORD);
        var answer = browser.json("POST", "/api/v1/tokens", login).body();
        return "Bearer " + JSON.readTree(answer).path("token").asString();
    }

    private int cancel(Browser browser, String session) {
        browser.get("/sessions/" + session);
        var reason = Map.of("reason", "grève <b>");
        return browser.post("/sessions/" + session + "/cancellation", reason).statusCode();
    }

    private Map<String, String> rhythm(String time) {
        var fields = new HashMap<>(move(today, time));
        fields.remove("date");
        fields.putAll(Map.of("kind", "WEEKLY", "every", "1", "nth", "1", "holidays", "KEEP"));
        fields.put("days", first.getDayOfWeek().name());
        fields.put("region", "METROPOLE");
        fields.put("first", today.toString());
        return fields;
    }

    private static Map<String, String> move(LocalDate date, String time) {
        return Map.of(
                "date", date.toString(),
                "time", time,
                "minutes", "90",
                "closesHours", "0",
                "room", "Salle 3",
                "video", "https://video.test/rcp");
    }

    /** What the job of the hub does, as if it were so much later. */
    private List<String> layOut(Duration later) {
        var clock = Clock.offset(Clock.systemUTC(), later);
        var audit = new AuditTable(server.database(), "calendar", clock);
        var information = new PatientInformation(server.database(), audit, (_, _) -> {}, clock);
        var access = new Access(audit, Relations.all(List.of()), information);
        new BoardCalendar(new RcpStore(server.database()), access, audit, clock).layOutAhead();
        return planned();
    }

    private List<String> planned() {
        return database.sql(
                        """
                        select on_date || ' ' || to_char(at_time, 'HH24:MI') from rcp.session
                        where state = 'PLANNED' order by on_date, at_time
                        """)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private String session(LocalDate date) {
        return database.sql(
                        """
                        select id::text from rcp.session where state = 'PLANNED' and on_date = ?
                        """)
                .param(date)
                .query(String.class)
                .single();
    }

    private String sessionOf(String boardCase) {
        return database.sql("select session::text from rcp.board_case where id = ?::uuid")
                .param(boardCase)
                .query(String.class)
                .single();
    }

    private String registered(String session) {
        try (var doctor = new Browser(server.address())) {
            var token = token(doctor, "dr.demo");
            var body =
                    """
                    {"session": "%s", "question": "Chirurgie ?", "reason": "TREATMENT_PROPOSAL",
                     "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
                     "givenName": "Jeanne", "birthDate": "1956-03-14", "sex": "F",
                     "identifiers": [{"assigningAuthority": "CHU", "value": "7"}]}}
                    """
                            .formatted(session);
            var answer = doctor.json("POST", "/api/v1/cases", body, "Authorization", token);
            return JSON.readTree(answer.body()).path("id").asString();
        }
    }
}
