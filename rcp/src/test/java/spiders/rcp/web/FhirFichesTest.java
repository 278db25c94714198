// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.rcp.fiche.Approval;
import spiders.rcp.fiche.FicheContent;
import spiders.rcp.quorum.QuorumResult;
import spiders.security.Accounts;
import spiders.web.Browser;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Other programs find the approved fiches of patients by FHIR, and fetch them. */
class FhirFichesTest {

    private static final String BASE = "/api/v1/fhir";
    private static final String REFERENCES = BASE + "/DocumentReference";

    @TempDir private Path folder;
    private RcpServer server;
    private Browser program;
    private String token;
    private UUID id;
    private UUID patient;

    @BeforeEach
    void start() throws IOException {
        // Of no board, so that the secretary is tied to those alone whom she brought.
        var thorax = RcpServer.thorax(BoardKind.RCP, List.of());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            var number = "{\"assigningAuthority\": \"1.2.250.1.999.1\", \"value\": \"7\"}";
            id = Registered.by(secretary, session(), "DEMO-MARTIN", "Chirurgie ?", number);
        }
        patient =
                jdbc().sql("select patient from rcp.board_case where id = ?")
                        .param(id)
                        .query(UUID.class)
                        .single();
        Browser.signedIn(server.address(), "dr.demo").close();
        program = new Browser(server.address());
        token = token("secretaire.demo");
    }

    @AfterEach
    void stop() throws IOException {
        program.close();
        server.close();
    }

    @Test
    void a_fiche_is_found_when_it_is_approved_and_not_before() {
        write(1, false);
        assertThat(found("?patient=" + patient).path("total").asInt()).isZero();
        approve(1);
        var bundle = found("?patient=" + patient);
        assertThat(bundle.path("total").asInt()).as("CDA and PDF").isEqualTo(2);
        var cda = bundle.at("/entry/0/resource");
        assertThat(cda.at("/type/coding/0/code").asString()).isEqualTo("34794-8");
        assertThat(cda.path("status").asString()).isEqualTo("current");
        assertThat(cda.at("/content/0/format/code").asString())
                .isEqualTo("urn:asip:ci-sis:frcp:2011");
        assertThat(cda.at("/subject/identifier/value").asString()).isEqualTo(patient.toString());
        assertThat(bundle.toString()).doesNotContain("DEMO-MARTIN");
        assertThat(get(REFERENCES + "/" + cda.path("id").asString()).statusCode()).isEqualTo(200);
        assertThat(found("?related:identifier=urn:spiders:case%7C" + id)).isEqualTo(bundle);
        assertThat(given()).as("none was given out yet").isEmpty();
    }

    @Test
    void the_documents_are_fetched_as_they_are_or_in_a_resource_and_each_is_recorded() {
        write(1, true);
        var cda = get(BASE + "/Binary/" + id + ".1.cda");
        assertThat(cda.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/xml");
        assertThat(cda.body()).contains("34794-8", "DEMO-MARTIN");
        var pdf = get(BASE + "/Binary/" + id + ".1.pdf");
        assertThat(pdf.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(pdf.body()).startsWith("%PDF-");

        var resource =
                program.json(
                        "GET",
                        BASE + "/Binary/" + id + ".1.cda",
                        "",
                        "Authorization",
                        token,
                        "Accept",
                        "application/fhir+json");
        var data = Base64.getDecoder().decode(json(resource).path("data").asString());
        assertThat(new String(data, StandardCharsets.UTF_8)).isEqualTo(cda.body());
        assertThat(given()).containsExactly("version 1", "version 1", "version 1");
    }

    @Test
    void what_replaces_a_version_says_so_and_what_it_replaces_is_superseded() {
        write(1, true);
        write(2, true);
        write(3, false);
        var all = found("?patient=" + patient);
        assertThat(all.path("total").asInt()).isEqualTo(4);
        assertThat(all.at("/entry/0/resource/relatesTo/0/code").asString()).isEqualTo("replaces");
        assertThat(all.at("/entry/0/resource/relatesTo/0/target/reference").asString())
                .isEqualTo("DocumentReference/" + id + ".1.cda");
        assertThat(all.at("/entry/3/resource/relatesTo/0/code").asString()).isEqualTo("transforms");
        assertThat(found("?status=current&patient=Patient/" + patient).findValuesAsString("id"))
                .containsExactly(id + ".2.cda", id + ".2.pdf");
        assertThat(found("?status=superseded&patient=" + patient).findValuesAsString("id"))
                .containsExactly(id + ".1.cda", id + ".1.pdf");
        assertThat(get(BASE + "/Binary/" + id + ".3.pdf").statusCode())
                .as("it is being written")
                .isEqualTo(404);
    }

    @Test
    void the_number_of_a_patient_is_asked_for_in_a_body_and_in_no_address() {
        write(1, true);
        var number = "patient.identifier=urn:oid:1.2.250.1.999.1%7C7&status=current";
        var inAddress = get(REFERENCES + "?" + number);
        assertThat(inAddress.statusCode()).isEqualTo(400);
        assertThat(inAddress.body()).contains("OperationOutcome", "patient.identifier");
        var beside = post(REFERENCES + "/_search?" + number, "");
        assertThat(beside.statusCode()).as("of a POST too").isEqualTo(400);
        assertThat(posted(number).path("total").asInt()).isEqualTo(2);
        assertThat(posted(number.replace("%7C7", "%7C8")).path("total").asInt()).isZero();
        assertThat(posted("").toString()).contains("OperationOutcome", "warning");
    }

    @Test
    void of_strangers_nothing_is_found_and_nothing_fetched() {
        write(1, true);
        token = token("radiologue.demo");
        assertThat(found("?patient=" + patient).path("total").asInt()).isZero();
        assertThat(found("?related:identifier=urn:spiders:case%7C" + id).path("total").asInt())
                .isZero();
        assertThat(get(REFERENCES + "/" + id + ".1.cda").statusCode()).isEqualTo(404);
        assertThat(get(BASE + "/Binary/" + id + ".1.cda").statusCode()).isEqualTo(404);
        assertThat(get(BASE + "/Binary/nothing").statusCode()).isEqualTo(404);
        assertThat(given()).isEmpty();
        token = "Bearer x";
        assertThat(get(REFERENCES + "?patient=" + patient).statusCode()).isEqualTo(401);
    }

    private JsonNode found(String query) {
        var answer = get(REFERENCES + query);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private JsonNode posted(String form) {
        var answer = post(REFERENCES + "/_search", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private HttpResponse<String> post(String path, String form) {
        var type = "application/x-www-form-urlencoded";
        return program.send(
                program.request(path, "Authorization", token, "Content-Type", type)
                        .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> get(String path) {
        return program.get(path, "Authorization", token);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

    private String token(String name) {
        var login = "{\"login\":\"" + name + "\",\"password\":\"" + Accounts.DEMO_PASSWORD + "\"}";
        var answer = program.json("POST", "/api/v1/tokens", login).body();
        return "Bearer " + JsonMapper.shared().readTree(answer).path("token").asString();
    }

    private void write(int version, boolean isApproved) {
        jdbc().sql(
                        """
                        insert into rcp.fiche (board_case, version, revision, content, amends,
                            written_by, writer_name, written_at)
                        values (?, ?, ?, ?::jsonb, ?, 'dr.demo', 'Dr Démo', now())
                        """)
                .params(id, version, version)
                .param(JsonMapper.shared().writeValueAsString(FicheContent.BLANK))
                .param(version == 1 ? "" : "erreur")
                .update();
        if (isApproved) {
            approve(version);
        }
    }

    private void approve(int version) {
        var approval =
                new Approval(
                        "dr.demo",
                        "Dr Démo",
                        "",
                        Instant.now(),
                        Optional.empty(),
                        QuorumResult.Status.UNKNOWN,
                        List.of());
        jdbc().sql("update rcp.fiche set approval = ?::jsonb where board_case = ? and version = ?")
                .param(JsonMapper.shared().writeValueAsString(approval))
                .params(id, version)
                .update();
    }

    private UUID session() {
        return jdbc().sql("select id from rcp.session order by on_date, at_time offset 1 limit 1")
                .query(UUID.class)
                .single();
    }

    private List<String> given() {
        return jdbc().sql("select detail from security.audit_event where action = 'GIVE_FICHE'")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private JdbcClient jdbc() {
        return JdbcClient.create(server.database());
    }
}
