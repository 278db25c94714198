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
import spiders.rcp.inbound.Held;
import spiders.rcp.mllp.Hl7Desk;
import spiders.rcp.mllp.Hl7Peer;
import spiders.rcp.store.RcpStore;
import spiders.security.UserName;
import spiders.web.Browser;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a person settled stays settled when the sender changes, repeats or withdraws the order. */
class VouchedOrdersTest {

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

    /** Release 0.1 answered the second order with the case of the first. */
    @Test
    void the_id_of_a_refused_message_is_no_other_messages() {
        var first = other("M2", 2).replace("2359", "1000");
        assertThat(sent(first)).contains("MSA|AE|M2", "204^NO_SESSION");
        var second = first.replace("A-18", "A-19").replace("Chirurgie", "Attendre");
        assertThat(sent(second)).contains("MSA|AE|M2", "205^CONTROL_ID_REUSED");

        place(patient(), 2);

        assertThat(sent(second)).contains("MSA|AE|M2", "205^CONTROL_ID_REUSED");
        assertThat(sent(first)).as("the first itself").contains("MSA|AA|M2");
        assertThat(questions(2)).containsExactly("Chirurgie ?");
    }

    @Test
    void an_order_for_another_start_is_not_the_same() {
        sent(other("M2", 2).replace("2359", "1000"));
        var store = new RcpStore(server.database()).held();
        var held = store.all().getFirst();

        assertThat(store.held(held)).contains(held.id());
        var later =
                new Held(
                        UUID.randomUUID(),
                        held.sender(),
                        held.order(),
                        held.controlId(),
                        held.account(),
                        held.accountName(),
                        held.board(),
                        held.code(),
                        held.begins().plusHours(1),
                        held.form(),
                        held.since());
        assertThat(store.held(later)).isEmpty();
    }

    @Test
    void what_waits_is_listed_first_however_much_came_after_it() {
        sent(other("M2", 2).replace("2359", "1000"));
        update("update rcp.inbound_message set received = received - interval '40 days'");
        update(
                """
                insert into rcp.inbound_message
                    (sender, control_id, digest, kind, received, outcome, problem)
                select 'DCC', 'N' || n, '', 'SIU^S12', now(), 'REFUSED', 'STATE'
                from generate_series(1, 201) n
                """);

        var list = secretary.get("/inbound").body();

        assertThat(list).contains("/inbound/" + held());
        assertThat(list.indexOf(">M2<")).isLessThan(list.indexOf(">N"));
        assertThat(list.split(">N\\d+<", -1)).hasSize(201);
        assertThat(list).as("what is over leaves the list").doesNotContain(">M1<");
    }

    @Test
    void who_was_recognised_is_recognised_in_the_same_words_again() {
        assertThat(sent(mistyped("M2", 2))).contains("MSA|AE|M2", "207^IDENTITY");
        place(patient(), 2);

        assertThat(sent(mistyped("M3", 2).replace("Chirurgie ?", "Attendre ?")))
                .contains("MSA|AA|M3");
        assertThat(questions(2)).containsExactly("Attendre ?");
        assertThat(sent(mistyped("M4", 2).replace("19560315", "19560316")))
                .as("other words")
                .contains("MSA|AE|M4", "207^IDENTITY");
        assertThat(sent(withdrawn(mistyped("M5", 2)).replace("19560315", "19560316")))
                .contains("MSA|AE|M5", "207^IDENTITY");
        assertThat(sent(withdrawn(mistyped("M6", 2)))).contains("MSA|AA|M6");
        assertThat(questions(2)).isEmpty();
        assertThat(count("rcp.inbound_vouched")).as("ends with the order").isZero();
        assertThat(sent(mistyped("M7", 2))).contains("MSA|AE|M7", "207^IDENTITY");
    }

    @Test
    void who_was_said_to_be_new_is_moved_with_the_number_of_another() {
        assertThat(sent(mistyped("M2", 2))).contains("MSA|AE|M2", "207^IDENTITY");
        place("new", 2);
        update("delete from rcp.inbound_order where placer = 'A-17'");
        jdbc().sql("update rcp.board_case set state = 'WITHDRAWN' where session = ?")
                .param(session(1))
                .update();

        assertThat(sent(mistyped("M3", 1))).contains("MSA|AA|M3");

        assertThat(questions(2)).isEmpty();
        assertThat(questions(1)).hasSize(1);
        assertThat(count("archive.patient")).isEqualTo(2);
        assertThat(sent(withdrawn(mistyped("M4", 1)))).contains("MSA|AA|M4");
        assertThat(questions(1)).isEmpty();
    }

    @Test
    void the_session_that_a_person_chose_is_the_one_that_was_asked_for() {
        var wrong = other("M2", 2).replace("2359", "1000");
        assertThat(sent(wrong)).contains("204^NO_SESSION");
        place(patient(), 2);

        assertThat(sent(wrong.replace("|M2|", "|M3|").replace("Chirurgie ?", "Attendre ?")))
                .contains("MSA|AA|M3");
        assertThat(questions(2)).containsExactly("Attendre ?");
        assertThat(sent(wrong.replace("|M2|", "|M4|").replace("1000", "1100")))
                .as("another start")
                .contains("MSA|AE|M4", "204^NO_SESSION");
        assertThat(sent(wrong.replace("|M2|", "|M5|").replace("|thorax^", "|nowhere^")))
                .as("another board")
                .contains("MSA|AE|M5", "204^UNKNOWN_BOARD");
    }

    @Test
    void an_order_in_somebody_elses_case_finds_it_and_does_not_touch_it() {
        update("update rcp.board_case set requester = 'autre'");
        update("delete from rcp.inbound_order");
        var wrong = other("M2", 1).replace("2359", "1000");
        assertThat(sent(wrong)).contains("204^NO_SESSION");
        place(patient(), 1);

        assertThat(sent(wrong.replace("|M2|", "|M3|"))).contains("MSA|AA|M3");
        assertThat(sent(wrong.replace("|M2|", "|M4|").replace("Chirurgie ?", "Attendre ?")))
                .contains("MSA|AE|M4", "205^OTHERS_CASE");
        assertThat(sent(withdrawn(wrong.replace("|M2|", "|M5|")))).contains("MSA|AA|M5");
        assertThat(questions(1)).containsExactly("Chirurgie ?");
    }

    private void place(String patient, int day) {
        var choice = Map.of("patient", patient, "session", session(day).toString());
        var placed = secretary.post("/inbound/" + held() + "/case", choice);
        assertThat(placed.headers().firstValue("Location").orElse("")).contains("/cases/");
    }

    private static String mistyped(String id, int day) {
        return other(id, day).replace("19560314", "19560315");
    }

    private static String other(String id, int day) {
        return siu(id, day).replace("A-17", "A-18");
    }

    private static String withdrawn(String message) {
        return message.replace("SIU^S12", "SIU^S15");
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

    private List<String> questions(int day) {
        return jdbc().sql("select question from rcp.board_case where session = ? and state = ?")
                .params(session(day), "SUBMITTED")
                .query((row, _) -> row.getString(1))
                .list();
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
