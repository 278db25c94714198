// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.rcp.mllp.Hl7Peer;
import spiders.rcp.mllp.MllpServer;
import spiders.security.UserName;
import spiders.testkit.peer.PeerCommand;
import spiders.web.Browser;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Another board tool feeds the agenda over MLLP; every message is answered once and for all. */
class Hl7InboundTest {

    private static final UserName ACCOUNT = new UserName("secretaire.demo");

    @TempDir private Path folder;
    private RcpServer server;
    private MllpServer door;

    @BeforeEach
    void start() throws IOException {
        // Of no board, so that what it may is what the requester of a case may.
        var thorax = RcpServer.thorax(BoardKind.RCP, List.of());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        // Who signs in once has the demonstration's accounts made.
        Browser.signedIn(server.address(), "dr.demo").close();
        var peer = new Hl7Peer("127.0.0.1", "DCC", "CHU", ACCOUNT, Map.of("RCP-THX", "thorax"));
        door =
                MllpServer.start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        server.desk(List.of(peer)),
                        accepted -> accepted,
                        new MllpServer.Limits(4, Duration.ofSeconds(20), Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() throws IOException {
        door.close();
        server.close();
    }

    @Test
    void a_case_is_registered_changed_moved_and_withdrawn() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        assertThat(agenda(1)).containsExactly("Chirurgie ?");

        assertThat(sent(siu("S14", "M2", 1).replace("Chirurgie ?", "Attendre ?")))
                .contains("MSA|AA|M2");
        assertThat(agenda(1)).containsExactly("Attendre ?");

        assertThat(sent(siu("S13", "M3", 2))).contains("MSA|AA|M3");
        assertThat(agenda(1)).isEmpty();
        assertThat(agenda(2)).containsExactly("Chirurgie ?");

        assertThat(sent(siu("S15", "M4", 2))).contains("MSA|AA|M4");
        assertThat(agenda(2)).isEmpty();
        assertThat(sent(siu("S15", "M5", 2))).contains("MSA|AE|M5", "ERR|||204^UNKNOWN_ORDER");
        assertThat(sent(siu("S12", "M6", 2))).contains("MSA|AA|M6");
        assertThat(agenda(2)).containsExactly("Chirurgie ?");
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void the_same_message_twice_has_the_same_answer_and_one_case() throws IOException {
        var message = siu("S12", "M1", 1);
        assertThat(sent(message)).contains("MSA|AA|M1");
        assertThat(sent(message)).contains("MSA|AA|M1");
        assertThat(sent(message.replace("Chirurgie", "Autre"))).contains("MSA|AE|M1", "205^");
        assertThat(sent(siu("S12", "M2", 1))).as("again by the order").contains("MSA|AA|M2");
        assertThat(sent(siu("S12", "M3", 1).replace("A-17", "A-18")))
                .as("again under another order")
                .contains("MSA|AA|M3");
        assertThat(agenda(1)).containsExactly("Chirurgie ?");
    }

    @Test
    void a_case_of_two_orders_is_withdrawn_with_the_last() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        assertThat(sent(siu("S12", "M2", 1).replace("A-17", "A-18"))).contains("MSA|AA|M2");
        assertThat(sent(siu("S15", "M3", 1))).contains("MSA|AA|M3");
        assertThat(agenda(1)).containsExactly("Chirurgie ?");
        assertThat(sent(siu("S15", "M4", 1).replace("A-17", "A-18"))).contains("MSA|AA|M4");
        assertThat(agenda(1)).isEmpty();
    }

    @Test
    void an_order_is_no_draft_and_no_case_of_somebody_else() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        update("update rcp.board_case set requester = 'dr.demo'");
        var other = siu("S12", "M2", 1).replace("A-17", "A-18");
        assertThat(sent(other)).contains("MSA|AE|M2", "205^OTHERS_CASE");
        update("update rcp.board_case set requester = 'secretaire.demo', state = 'DRAFT'");
        assertThat(sent(other)).contains("MSA|AE|M2", "205^OTHERS_CASE");
        update("update rcp.board_case set state = 'SUBMITTED'");
        assertThat(sent(other)).contains("MSA|AA|M2");
    }

    @Test
    void from_a_session_that_has_begun_nothing_is_moved_or_withdrawn() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        update(
                "update rcp.session set on_date = on_date - 400"
                        + " where id in (select session from rcp.board_case)");
        assertThat(sent(siu("S13", "M2", 2))).contains("MSA|AE|M2", "207^BEGUN");
        assertThat(sent(siu("S15", "M3", 1))).contains("MSA|AE|M3", "207^BEGUN");
        assertThat(agenda(-399)).hasSize(1);
        assertThat(agenda(2)).isEmpty();
    }

    @Test
    void a_case_is_searched_when_it_is_new_and_taken_where_it_may_not_be_searched()
            throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        assertThat(searches()).isEqualTo(1);
        assertThat(sent(siu("S13", "M2", 2))).contains("MSA|AA|M2");
        assertThat(searches()).as("moved").isEqualTo(2);

        update(
                """
                insert into security.patient_information (patient, purpose, status, said_on,
                    channel, document, remark, author, recorded_at)
                select key, 'IMAGING_SHARING', 'OPPOSED', current_date, 'LETTER', '', '', 'dr.demo',
                    now()
                from archive.patient
                """);
        assertThat(sent(siu("S13", "M3", 1))).contains("MSA|AA|M3");
        assertThat(agenda(1)).hasSize(1);
        assertThat(searches()).isEqualTo(2);
    }

    private void update(String sql) {
        JdbcClient.create(server.database()).sql(sql).update();
    }

    private long searches() {
        return JdbcClient.create(server.database())
                .sql("select count(*) from retrieval.search")
                .query(Long.class)
                .single();
    }

    @Test
    void many_who_send_the_same_at_once_register_one_case() throws Exception {
        var message = siu("S12", "M1", 1);
        var sending =
                IntStream.range(0, 4).<Callable<String>>mapToObj(_ -> () -> sent(message)).toList();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : executor.invokeAll(sending)) {
                assertThat(answer.get()).contains("MSA|AA|M1");
            }
        }
        assertThat(agenda(1)).hasSize(1);
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void who_is_cut_off_before_the_answer_sends_again_and_has_one_case() throws Exception {
        var message = siu("S12", "M1", 1);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream().write(framed(message, UTF_8));
            socket.setSoLinger(true, 0);
        }
        assertThat(sent(message)).contains("MSA|AA|M1");
        assertThat(agenda(1)).hasSize(1);
    }

    @Test
    void what_might_mean_another_patient_is_left_to_a_person() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        var twin = siu("S12", "M2", 2).replace("A-17", "A-18").replace("Hélène", "Anne");
        assertThat(sent(twin)).contains("MSA|AE|M2", "ERR||PID^1^3|207^IDENTITY");
        var changed = siu("S14", "M3", 1).replace("19560314", "19560315");
        assertThat(sent(changed)).contains("MSA|AE|M3", "207^IDENTITY");
        var namesake = siu("S12", "M4", 1).replace("A-17", "A-19").replace("|||7^", "|||8^");
        assertThat(sent(namesake)).contains("MSA|AE|M4", "205^TWIN");
        var other = siu("S15", "M5", 1).replace("DEMO-MARTIN", "DEMO-AUTRE");
        assertThat(sent(other)).contains("MSA|AE|M5", "207^IDENTITY");
        assertThat(agenda(1)).hasSize(1);
        assertThat(agenda(2)).isEmpty();
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_done_is_refused_with_the_field_and_done_when_it_can() throws IOException {
        var silent = siu("S12", "M1", 1).replace("INFORMED||Y", "INFORMED||N");
        assertThat(sent(silent)).contains("MSA|AE|M1", "ERR||OBX^1^5|207^NOT_INFORMED");
        assertThat(sent(siu("S12", "M1", 1))).as("the id of another").contains("205^CONTROL_ID");
        assertThat(sent(siu("S12", "M5", 1))).as("put right").contains("MSA|AA|M5");
        assertThat(sent(siu("S12", "M2", 1).replace("2359", "2330"))).contains("204^NO_SESSION");
        assertThat(sent(siu("S12", "M3", 1).replace("RCP-THX", "X"))).contains("204^UNKNOWN_BOARD");
        assertThat(sent(siu("S12", "M4", 1).replace("|19560314|", "|1956|"))).contains("102^VALUE");
        assertThat(sent(siu("S12", "", 1))).contains("MSA|AE|\r", "ERR||MSH^1^10|101^");
        assertThat(agenda(1)).hasSize(1);
    }

    @Test
    void who_is_not_in_the_configuration_is_rejected() throws IOException {
        assertThat(sent(siu("S12", "M1", 1).replace("|DCC|", "|DCX|"))).contains("MSA|AR|M1");
        assertThat(sent("hello")).contains("MSA|AR|");
        assertThat(agenda(1)).isEmpty();
    }

    @Test
    void malformed_bytes_end_their_connection_alone() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
    }

    @Test
    void names_in_latin_1_are_the_same_names() throws IOException {
        assertThat(sent(siu("S12", "M1", 1))).contains("MSA|AA|M1");
        var latin = siu("S12", "M2", 2).replace("A-17", "A-18").replace("UNICODE UTF-8", "8859/1");
        assertThat(sent(latin, ISO_8859_1)).contains("MSA|AA|M2");
        assertThat(agenda(2)).hasSize(1);
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    @Tag("peer")
    void python_hl7_sends_two_messages_on_one_connection() throws IOException {
        var second = siu("S12", "M2", 2).replace("A-17", "A-18");
        var file = folder.resolve("messages.hl7");
        Files.writeString(file, siu("S12", "M1", 1) + second, UTF_8);

        var result =
                PeerCommand.run(
                        folder,
                        "mllp_send",
                        "--loose",
                        "--port",
                        String.valueOf(door.port()),
                        "--file",
                        file.toString(),
                        "127.0.0.1");

        assertThat(result.output()).contains("MSA|AA|M1", "MSA|AA|M2");
        assertThat(result.exitCode()).isZero();
        assertThat(agenda(1)).hasSize(1);
        assertThat(agenda(2)).hasSize(1);
    }

    @Test
    void the_inbox_tells_secretaries_what_became_of_each_message() throws IOException {
        sent(siu("S12", "M1", 1));
        sent(siu("S12", "M2", 1).replace("INFORMED||Y", "INFORMED||N"));
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(secretary.get("/inbound").body())
                    .contains("DCC · CHU", "M1", "Dossier inscrit", "/cases/")
                    .contains("M2", "Il n’est pas dit que le patient est informé", "OBX-5")
                    .doesNotContain("DEMO-MARTIN");
            assertThat(doctor.get("/inbound").statusCode()).isEqualTo(403);
        }
    }

    private static String siu(String event, String id, int day) {
        var date =
                LocalDate.now(spiders.rcp.Boards.HOSPITAL_ZONE)
                        .plusDays(day)
                        .format(DateTimeFormatter.BASIC_ISO_DATE);
        return """
        MSH|^~\\&|DCC|CHU|SPIDERS|REGION|20261127101500||SIU^%s^SIU_S12|%s|P|2.5||||||UNICODE UTF-8
        SCH|A-17||||||TREATMENT_PROPOSAL^Proposition^L
        NTE|1||Chirurgie ?
        PID|||7^^^CHU^PI||DEMO-MARTIN^Hélène^^^^^L||19560314|F
        OBX|1|CWE|INFORMED||Y
        RGS|1
        AIS|1||RCP-THX^RCP thoracique^L|%s2359
        """
                .formatted(event, id, date)
                .replace('\n', '\r');
    }

    private String sent(String message) throws IOException {
        return sent(message, UTF_8);
    }

    private String sent(String message, Charset charset) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(framed(message, charset));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static byte[] framed(String message, Charset charset) {
        return ("\u000b" + message + "\u001c\r").getBytes(charset);
    }

    private List<String> agenda(int day) {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select question from rcp.board_case c join rcp.session s on s.id = c.session
                        where s.on_date = ? and c.state = 'SUBMITTED'
                        """)
                .param(LocalDate.now(spiders.rcp.Boards.HOSPITAL_ZONE).plusDays(day))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private long patients() {
        return JdbcClient.create(server.database())
                .sql("select count(*) from archive.patient")
                .query(Long.class)
                .single();
    }
}
