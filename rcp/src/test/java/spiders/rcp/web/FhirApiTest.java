// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.rcp.Boards;
import spiders.security.Accounts;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;

/** Another program registers cases by FHIR R4, under the rules of HL7 v2. */
class FhirApiTest {

    private static final String BASE = "/api/v1/fhir";
    private static final String ORDERS = BASE + "/ServiceRequest";

    @TempDir private Path folder;
    private RcpServer server;
    private Browser program;
    private String token;

    @BeforeEach
    void start() throws IOException {
        // Of no board, so that what it may is what the requester of a case may.
        var thorax = RcpServer.thorax(BoardKind.RCP, List.of());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        Browser.signedIn(server.address(), "dr.demo").close();
        program = new Browser(server.address());
        token = token("secretaire.demo");
    }

    private String token(String name) {
        var login = "{\"login\":\"" + name + "\",\"password\":\"" + Accounts.DEMO_PASSWORD + "\"}";
        var answer = program.json("POST", "/api/v1/tokens", login).body();
        return "Bearer " + JsonMapper.shared().readTree(answer).path("token").asString();
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        server.close();
    }

    @Test
    void a_case_is_registered_read_changed_moved_and_withdrawn_under_one_address() {
        var created = sent(order(1));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(agenda(1)).containsExactly("Chirurgie ?");
        var place = place(created);
        assertThat(read(place).body())
                .contains("\"status\":\"active\"", "\"code\":\"thorax\"")
                .doesNotContain("DEMO-MARTIN");

        var changed = sent(order(1).replace("Chirurgie", "Attendre"));
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(place(changed)).isEqualTo(place);
        assertThat(agenda(1)).containsExactly("Attendre ?");
        assertThat(put(place, order(2)).statusCode()).as("moved").isEqualTo(200);
        assertThat(agenda(1)).isEmpty();
        assertThat(agenda(2)).containsExactly("Chirurgie ?");

        var revoked = order(2).replace("\"active\"", "\"revoked\"");
        assertThat(put(place, revoked).statusCode()).isEqualTo(200);
        assertThat(agenda(2)).isEmpty();
        assertThat(put(place, revoked).statusCode()).as("the same again").isEqualTo(200);
        assertThat(read(place).body()).contains("\"status\":\"revoked\"");
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void the_same_again_changes_nothing_and_what_was_said_before_last_counts_again() {
        var place = place(sent(order(1)));
        var again = sent(order(1));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(place(again)).isEqualTo(place);
        assertThat(count("rcp.board_case")).isEqualTo(1);
        assertThat(count("rcp.inbound_message")).isEqualTo(1);

        sent(order(1).replace("Chirurgie", "Attendre"));
        assertThat(sent(order(1)).body()).contains("CHANGED");
        assertThat(agenda(1)).containsExactly("Chirurgie ?");
        assertThat(count("rcp.inbound_message")).isEqualTo(3);
    }

    @Test
    void what_nobody_registered_cannot_be_withdrawn() {
        var revoked = order(2).replace("\"active\"", "\"entered-in-error\"");
        assertRefused(revoked, 404, "not-found", "UNKNOWN_ORDER", "");
    }

    @Test
    void an_update_is_of_the_order_that_its_address_names() {
        var place = place(sent(order(1)));
        var other = put(place, order(2).replace("A-17", "A-18"));
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(other.body()).contains("ServiceRequest.id");
        var unnamed = program.json("PUT", place, order(2), "Authorization", token);
        assertThat(unnamed.statusCode()).as("FHIR wants the id in it").isEqualTo(400);
        assertThat(agenda(1)).hasSize(1);
        assertThat(agenda(2)).isEmpty();
    }

    @Test
    void a_bundle_brings_the_patient_beside_the_order() {
        var answer = sent(BASE, bundle());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var entries = json(answer).path("entry");
        assertThat(entries.size()).isEqualTo(2);
        assertThat(entries.at("/0/response/status").asString()).isEqualTo("200 OK");
        assertThat(entries.at("/1/response/status").asString()).isEqualTo("201 Created");
        assertThat(read(entries.at("/1/response/location").asString()).statusCode()).isEqualTo(200);
        assertThat(agenda(1)).hasSize(1);
    }

    @Test
    void a_bundle_is_done_as_a_whole_or_refused() {
        var two = bundle().replace(PATIENT, order(2));
        assertRefused(BASE, two, 422, "value", "SEVERAL", "Bundle.entry");
        var history = bundle().replace("transaction", "history");
        assertRefused(BASE, history, 422, "not-supported", "EVENT", "Bundle.type");
        var other = bundle().replace("\"Patient\", \"id\"", "\"Observation\", \"id\"");
        assertRefused(
                BASE, other, 422, "not-supported", "MESSAGE_TYPE", "Bundle.entry[0].resource");
        var deletes = bundle().replaceFirst("\"POST\"", "\"DELETE\"");
        assertRefused(
                BASE, deletes, 422, "not-supported", "EVENT", "Bundle.entry[0].request.method");
        assertThat(agenda(1)).isEmpty();
    }

    private static String bundle() {
        return """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
         {"fullUrl": "urn:uuid:1", "request": {"method": "POST", "url": "Patient"},
          "resource": %s},
         {"fullUrl": "urn:uuid:2", "request": {"method": "POST", "url": "ServiceRequest"},
          "resource": %s}]}
        """
                .formatted(
                        PATIENT, order(1).replace("#p", "urn:uuid:1").replace("contained", "none"));
    }

    @Test
    void what_is_refused_names_the_element_and_the_reason() {
        assertField(
                "\"valueBoolean\": true", "\"valueBoolean\": false", "NOT_INFORMED", "extension");
        assertField("\"order\"", "\"proposal\"", "EVENT", "intent");
        assertField("\"active\"", "\"on-hold\"", "EVENT", "status");
        assertField("#p", "Patient/9", "SEGMENT_MISSING", "subject");
        assertField(":00+", ":00x", "VALUE", "occurrenceDateTime");
        assertField("Chirurgie", "\\u0000", "VALUE", "note[0].text");
        assertField("urn:dcc", "dcc", "VALUE", "identifier[0].system");
        assertField("\"system\": \"urn:dcc\", ", "", "FIELD_MISSING", "identifier[0].system");
        assertField("\"intent\"", "\"doNotPerform\": true, \"intent\"", "EVENT", "doNotPerform");
        assertField(
                "\"intent\"",
                "\"modifierExtension\": [{}], \"intent\"",
                "VALUE",
                "modifierExtension");
        assertRefused(order(1).replace("thorax", "nowhere"), 422, "not-found", "UNKNOWN_BOARD", "");
        assertRefused(order(1).replace("T23:59", "T21:13"), 422, "not-found", "NO_SESSION", "");
        assertRefused(PATIENT, 422, "not-supported", "MESSAGE_TYPE", "resourceType");
        assertThat(agenda(1)).isEmpty();
    }

    private void assertField(String good, String bad, String reason, String element) {
        var code =
                switch (reason) {
                    case "NOT_INFORMED" -> "business-rule";
                    case "EVENT" -> "not-supported";
                    case "SEGMENT_MISSING", "FIELD_MISSING" -> "required";
                    default -> "value";
                };
        var sent = order(1).replace(good, bad);
        assertThat(sent).as(good).isNotEqualTo(order(1));
        assertRefused(sent, 422, code, reason, "ServiceRequest." + element);
    }

    @Test
    void the_traits_are_strict_and_no_name_stands_for_that_of_birth() {
        assertPatient("1956-03-14", "14/03/1956", "VALUE", "Patient.birthDate");
        assertPatient("\"female\"", "\"F\"", "VALUE", "Patient.gender");
        assertPatient("\"DEMO-MARTIN\"", "1", "VALUE", "Patient.name[0].family");
        assertPatient("\"official\"", "\"usual\"", "FIELD_MISSING", "Patient.name");
        assertPatient("\"value\": \"7\"", "\"x\": 7", "FIELD_MISSING", "identifier[0].value");
        assertPatient("\"gender\"", "\"active\": false, \"gender\"", "VALUE", "Patient.active");
        assertThat(patients()).isZero();
    }

    private void assertPatient(String good, String bad, String reason, String where) {
        var code = reason.equals("VALUE") ? "value" : "required";
        var sent = order(1).replace(good, bad);
        assertThat(sent).as(good).isNotEqualTo(order(1));
        assertRefused(sent, 422, code, reason, where);
    }

    @Test
    void what_is_no_fhir_or_too_large_or_too_deep_is_refused() {
        assertRefused("{", 400, "structure", "NOT_A_MESSAGE", "");
        assertRefused("[]", 400, "structure", "NOT_A_MESSAGE", "resourceType");
        assertRefused("{\"a\":".repeat(60), 400, "structure", "NOT_A_MESSAGE", "");
        var deep = "\"x\":" + "[".repeat(60) + "]".repeat(60) + ",\"intent\"";
        assertRefused(order(1).replace("\"intent\"", deep), 400, "structure", "NOT_A_MESSAGE", "");
        assertRefused(
                order(1).replace("\"intent\"", "\"status\": \"revoked\", \"intent\""),
                400,
                "structure",
                "NOT_A_MESSAGE",
                "");
        assertRefused(order(1) + "{}", 400, "structure", "NOT_A_MESSAGE", "");
        var notes = "\"note\": [" + "{\"text\": \"a\"},".repeat(50) + "{\"text\": \"b\"}]";
        assertRefused(
                order(1).replace("\"note\": [{\"text\": \"Chirurgie ?\"}]", notes),
                422,
                "value",
                "SEVERAL",
                "ServiceRequest.note");
        assertThat(sent(" ".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        var xml =
                program.request(ORDERS, "Authorization", token, "Content-Type", "application/xml")
                        .POST(BodyPublishers.ofString("<a/>"));
        assertThat(program.send(xml).statusCode()).isEqualTo(415);
    }

    @Test
    void cut_anywhere_an_order_is_refused() {
        var whole = order(1).strip();
        for (int length = 0; length < whole.length(); length += 13) {
            assertThat(sent(whole.substring(0, length)).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void what_might_mean_another_patient_is_left_to_a_person() {
        assertThat(sent(order(1)).statusCode()).isEqualTo(201);
        var other = order(2).replace("A-17", "A-18").replace("1956-03-14", "1956-03-15");
        assertRefused(other, 422, "multiple-matches", "IDENTITY", "Patient.identifier");
        assertRefused(other, 422, "multiple-matches", "IDENTITY", "Patient.identifier");
        assertThat(count("rcp.inbound_held")).isEqualTo(1);
        assertThat(patients()).isEqualTo(1);
    }

    @Test
    void the_national_number_and_the_list_of_given_names_are_kept() {
        var order =
                order(1).replace("\"identifier\": [{\"system\": \"urn:oid:1.2.250.1.999.1\"", INS)
                        .replace(
                                "\"given\": [\"Hélène\"]",
                                """
                                "given": ["Hélène"], "extension": [{"url":
                                "https://hl7.fr/fr-core-patient-birth-list-given-name",
                                "valueString": "Hélène Anne"}]
                                """);
        assertThat(sent(order).body()).contains("REGISTERED");
        var row =
                JdbcClient.create(server.database())
                        .sql("select * from archive.patient")
                        .query()
                        .singleRow();
        assertThat(row.values().toString())
                .contains("Hélène Anne", "256037500600241", "1.2.250.1.213.1.4.8", "RECUP");
    }

    private static final String INS =
            """
            "identifier": [{"system": "urn:oid:1.2.250.1.213.1.4.8",
             "value": "256037500600241"},
             {"system": "urn:oid:1.2.250.1.999.1"
            """;

    @Test
    void who_has_no_token_or_no_right_gets_nothing() {
        assertThat(program.json("POST", ORDERS, order(1)).statusCode()).isIn(401, 403);
        var wrong = program.json("POST", ORDERS, order(1), "Authorization", "Bearer x");
        assertThat(wrong.statusCode()).isEqualTo(401);
        var place = place(sent(order(1)));
        var other = token("radiologue.demo");
        assertThat(program.json("GET", place, "", "Authorization", other).statusCode())
                .as("of another sender")
                .isEqualTo(404);
        assertThat(program.json("POST", ORDERS, order(2), "Authorization", other).statusCode())
                .isEqualTo(403);
        assertThat(agenda(2)).isEmpty();
        assertThat(read(BASE + "/metadata").body())
                .contains("CapabilityStatement", "4.0.1", "ServiceRequest");
    }

    private void assertRefused(String body, int status, String code, String reason, String where) {
        assertRefused(ORDERS, body, status, code, reason, where);
    }

    private void assertRefused(
            String path, String body, int status, String code, String reason, String where) {
        var answer = sent(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        var outcome = json(answer);
        assertThat(outcome.path("resourceType").asString()).isEqualTo("OperationOutcome");
        var issue = outcome.path("issue").path(0);
        assertThat(issue.path("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(issue.path("diagnostics").asString()).startsWith(reason + ":");
        assertThat(issue.path("expression").path(0).asString("")).endsWith(where);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private static final String PATIENT =
            """
            {"resourceType": "Patient", "id": "p",
             "identifier": [{"system": "urn:oid:1.2.250.1.999.1", "value": "7",
               "type": {"coding": [{"code": "PI"}]}}],
             "name": [{"use": "official", "family": "DEMO-MARTIN", "given": ["Hélène"]}],
             "birthDate": "1956-03-14", "gender": "female"}
            """;

    private static String order(int day) {
        var begins =
                LocalDate.now(Boards.HOSPITAL_ZONE)
                        .plusDays(day)
                        .atTime(LocalTime.of(23, 59))
                        .atZone(Boards.HOSPITAL_ZONE)
                        .toOffsetDateTime();
        return """
        {"resourceType": "ServiceRequest", "contained": [%s],
         "extension": [{"url": "urn:spiders:patient-informed", "valueBoolean": true}],
         "identifier": [{"system": "urn:dcc", "value": "A-17"}],
         "status": "active", "intent": "order",
         "code": {"coding": [{"code": "thorax"}]},
         "subject": {"reference": "#p"},
         "occurrenceDateTime": "%s:00%s",
         "reasonCode": [{"coding": [{"code": "TREATMENT_PROPOSAL"}]}],
         "note": [{"text": "Chirurgie ?"}]}
        """
                .formatted(PATIENT, begins.toLocalDateTime(), begins.getOffset());
    }

    private static String place(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private HttpResponse<String> put(String place, String body) {
        var id = place.substring(place.lastIndexOf('/') + 1);
        var named = body.replaceFirst("\"ServiceRequest\",", "$0 \"id\": \"" + id + "\",");
        return program.json("PUT", place, named, "Authorization", token);
    }

    private HttpResponse<String> sent(String body) {
        return sent(ORDERS, body);
    }

    private HttpResponse<String> sent(String path, String body) {
        return program.json("POST", path, body, "Authorization", token);
    }

    private HttpResponse<String> read(String path) {
        return program.json("GET", path, "", "Authorization", token);
    }

    private List<String> agenda(int day) {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select question from rcp.board_case c join rcp.session s on s.id = c.session
                        where s.on_date = ? and c.state = 'SUBMITTED'
                        """)
                .param(LocalDate.now(Boards.HOSPITAL_ZONE).plusDays(day))
                .query((row, _) -> row.getString(1))
                .list();
    }

    private long patients() {
        return count("archive.patient");
    }

    private long count(String table) {
        return JdbcClient.create(server.database())
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }
}
