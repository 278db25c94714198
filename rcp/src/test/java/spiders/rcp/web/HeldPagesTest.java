// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.Boards;
import spiders.rcp.inbound.InboundProblem;
import spiders.rcp.mllp.Hl7Desk;
import spiders.rcp.mllp.Hl7Peer;
import spiders.security.UserName;
import spiders.web.Browser;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A secretary settles what the hub refused to decide by itself. */
class HeldPagesTest {

    @TempDir private Path folder;
    private RcpServer server;
    private Hl7Desk desk;
    private Browser secretary;

    @BeforeEach
    void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), List.of());
        secretary = Browser.signedIn(server.address(), "secretaire.demo");
        var sender = new UserName("dr.demo");
        desk = server.desk(List.of(new Hl7Peer("127.0.0.1", "DCC", "CHU", sender, Map.of())));
        assertThat(sent(siu("M1", 1))).contains("MSA|AA|M1");
    }

    @AfterEach
    void stop() throws IOException {
        secretary.close();
        server.close();
    }

    @Test
    void a_namesake_is_said_to_be_somebody_else_and_the_message_is_done() {
        var namesake = siu("M2", 1).replace("A-17", "A-18").replace("|||7^", "|||8^");
        assertThat(sent(namesake)).contains("MSA|AE|M2", "205^TWIN");

        var page = "/inbound/" + held();
        assertThat(secretary.get("/inbound").body()).contains(page);
        assertThat(secretary.get(page).body())
                .contains("DEMO-MARTIN", "Chirurgie ?", "mêmes noms, date et sexe")
                .contains("Tous les traits concordent");
        var placed = secretary.post(page + "/case", choice("new", 1));

        assertThat(placed.headers().firstValue("Location").orElse("")).contains("/cases/");
        assertThat(cases(1)).containsExactly("dr.demo", "dr.demo");
        assertThat(patients()).isEqualTo(2);
        assertThat(sent(namesake)).as("sent again").contains("MSA|AA|M2");
        assertThat(cases(1)).hasSize(2);
        assertThat(secretary.get("/inbound").body()).contains("Traité à la main par");
        assertThat(secretary.get(page).statusCode()).as("settled").isEqualTo(404);
        assertThat(sent(siu("M3", 1).replace("S12", "S15").replace("A-17", "A-18")))
                .as("the case is the sender's")
                .contains("MSA|AA|M3");
        assertThat(cases(1)).hasSize(1);
    }

    @Test
    void a_patient_with_other_traits_is_chosen_by_who_is_tied_to_them() {
        var mistyped = siu("M2", 2).replace("A-17", "A-18").replace("19560314", "19560315");
        assertThat(sent(mistyped)).contains("MSA|AE|M2", "207^IDENTITY");

        var page = "/inbound/" + held();
        assertThat(secretary.get(page).body())
                .contains("même identifiant", "date de naissance", "14/03/1956", "15/03/1956");
        secretary.post(page + "/case", choice(patient(), 2));

        assertThat(cases(2)).hasSize(1);
        assertThat(patients()).isEqualTo(1);
        assertThat(secretary.get("/audit").statusCode()).isEqualTo(403);
        assertThat(audited()).contains("held order");
    }

    @Test
    void a_patient_with_other_traits_is_not_chosen_by_who_has_no_tie() {
        var mistyped = siu("M2", 2).replace("A-17", "A-18").replace("19560314", "19560315");
        assertThat(sent(mistyped)).contains("MSA|AE|M2");
        update(
                "update rcp.session set on_date = on_date - 4000 where id in"
                        + " (select session from rcp.board_case)");
        update("update rcp.board_case set state = 'WITHDRAWN'");

        var page = "/inbound/" + held();
        assertThat(secretary.get(page).body())
                .contains("cellule d’identitovigilance")
                .doesNotContain("14/03/1956");
        assertThat(secretary.post(page + "/case", choice(patient(), 2)).statusCode())
                .isEqualTo(404);
        assertThat(secretary.post(page + "/case", choice("new", 2)).statusCode()).isEqualTo(303);
        assertThat(patients()).isEqualTo(2);
        assertThat(identifiers()).as("the number stays with whom it names").isEqualTo(1);
    }

    @Test
    void an_order_for_no_session_is_put_into_one() {
        var wrong = siu("M2", 2).replace("A-17", "A-18").replace("2359", "1000");
        assertThat(sent(wrong)).contains("MSA|AE|M2", "204^NO_SESSION");
        var board = wrong.replace("|M2|", "|M3|").replace("|thorax^", "|nowhere^");
        assertThat(sent(board)).contains("MSA|AE|M3", "204^UNKNOWN_BOARD");

        var page = "/inbound/" + held();
        assertThat(secretary.get(page).body()).contains("une réunion inconnue ici");
        secretary.post(page + "/case", choice(patient(), 2));

        assertThat(cases(2)).containsExactly("dr.demo");
    }

    @Test
    void what_the_sender_puts_right_or_a_person_leaves_is_held_no_more() {
        var wrong = siu("M2", 2).replace("A-17", "A-18").replace("2359", "1000");
        sent(wrong);
        assertThat(holds()).isEqualTo(1);
        assertThat(sent(siu("M3", 2).replace("A-17", "A-18"))).contains("MSA|AA|M3");
        assertThat(holds()).isZero();

        sent(wrong.replace("|M2|", "|M4|").replace("A-18", "A-19"));
        var page = "/inbound/" + held();
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(doctor.get(page).statusCode()).as("not of the staff").isEqualTo(404);
            assertThat(doctor.post(page + "/dismissal", Map.of()).statusCode()).isEqualTo(404);
            assertThat(doctor.post(page + "/case", choice("new", 2)).statusCode()).isEqualTo(404);
        }
        assertThat(secretary.post(page + "/dismissal", Map.of()).statusCode()).isEqualTo(303);
        assertThat(holds()).isZero();
    }

    @Test
    void what_names_no_informed_patient_is_not_held() {
        sent(siu("M2", 2).replace("A-17", "A-18").replace("INFORMED||Y", "INFORMED||N"));
        sent(
                siu("M3", 2)
                        .replace("A-17", "A-19")
                        .replace("2359", "1000")
                        .replace("INFORMED||Y", "INFORMED||N"));
        assertThat(holds()).isZero();
    }

    @Test
    void messages_are_forgotten_so_long_after_their_session() {
        sent(siu("M2", 2).replace("A-17", "A-18").replace("2359", "1000"));
        update("update rcp.inbound_message set received = received - interval '100 days'");
        assertThat(server.inbound().forget(Duration.ofDays(90))).as("the refused").isEqualTo(1);
        assertThat(holds()).isZero();
        update(
                "update rcp.session set on_date = on_date - 100 where id in"
                        + " (select session from rcp.board_case)");
        assertThat(server.inbound().forget(Duration.ofDays(90))).as("the taken").isEqualTo(1);
        assertThat(count("rcp.inbound_order")).isZero();
        assertThat(count("rcp.board_case")).isEqualTo(1);
    }

    @Test
    void only_what_a_person_can_settle_is_for_a_person() {
        assertThat(InboundProblem.Kind.TWIN.isForAPerson()).isTrue();
        assertThat(InboundProblem.Kind.OBJECTION.isForAPerson()).isFalse();
    }

    private Map<String, String> choice(String patient, int day) {
        return Map.of("patient", patient, "session", session(day).toString());
    }

    private static String siu(String id, int day) {
        return """
        MSH|^~\\&|DCC|CHU|SPIDERS|REGION|20261127101500||SIU^S12^SIU_S12|%s|P|2.5||||||UNICODE UTF-8
        SCH|A-17||||||TREATMENT_PROPOSAL^Proposition^L
        NTE|1||Chirurgie ?
        PID|||7^^^CHU^PI||DEMO-MARTIN^Hélène^^^^^L||19560314|F
        OBX|1|CWE|INFORMED||Y
        RGS|1
        AIS|1||thorax^RCP thoracique^L|%s2359
        """
                .formatted(id, day(day).format(DateTimeFormatter.BASIC_ISO_DATE))
                .replace('\n', '\r');
    }

    private static LocalDate day(int ahead) {
        return LocalDate.now(Boards.HOSPITAL_ZONE).plusDays(ahead);
    }

    private String sent(String message) {
        var from = InetAddress.getLoopbackAddress();
        return new String(desk.answer(from, message.getBytes(UTF_8)), UTF_8);
    }

    private UUID held() {
        return jdbc().sql("select id from rcp.inbound_held").query(UUID.class).single();
    }

    private String patient() {
        return jdbc().sql("select key::text from archive.patient").query(String.class).single();
    }

    private UUID session(int day) {
        return jdbc().sql("select id from rcp.session where on_date = ?")
                .param(day(day))
                .query(UUID.class)
                .single();
    }

    private List<String> cases(int day) {
        return jdbc().sql("select requester from rcp.board_case where session = ? and state = ?")
                .params(session(day), "SUBMITTED")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<String> audited() {
        return jdbc().sql("select detail from security.audit_event where action = 'VIEW_PATIENT'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private long patients() {
        return count("archive.patient");
    }

    private long identifiers() {
        return count("archive.patient_identifier");
    }

    private long holds() {
        return count("rcp.inbound_held");
    }

    private long count(String table) {
        return jdbc().sql("select count(*) from " + table).query(Long.class).single();
    }

    private void update(String sql) {
        jdbc().sql(sql).update();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(server.database());
    }
}
