// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.StoredInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;
import spiders.rcp.Boards;
import spiders.region.Source;
import spiders.security.Accounts;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.peer.PeerCommand;
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** A radiologist reads a case before its session, through the real doors. */
class PreReadPagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PERSON = "7|DEMO-MARTIN^Jeanne|19560314|F";

    @TempDir private static Path folder;
    private static Pacs pacs;
    private static RcpServer server;
    private static UID current;
    private static UID prior;
    private static int days;

    private UUID session;
    private Set<UID> earlier = Set.of();

    @BeforeAll
    static void start() throws IOException {
        var exams = folder.resolve("exams");
        current = new TestStudy(PERSON, day(10), "CT", "TDM thorax", "CHEST", 4).write(exams);
        prior = new TestStudy(PERSON, day(200), "CT", "TDM TAP", "CHEST", 3).write(exams);
        pacs = Pacs.start("LILLE", exams);
        var source = Source.named("lille", "CHU de Lille").dimse(pacs.node()).issuer("CHU").build();
        server = RcpServer.start(folder.resolve("objects"), List.of(source));
    }

    private static String day(int ago) {
        return LocalDate.now(Boards.HOSPITAL_ZONE)
                .minusDays(ago)
                .format(DateTimeFormatter.BASIC_ISO_DATE);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        pacs.close();
    }

    /** Each test in a session of its own: the patient is the same. */
    @BeforeEach
    void choose() {
        days++;
        earlier =
                server.archive().instances(current).stream()
                        .map(StoredInstance::sopInstanceUID)
                        .collect(Collectors.toUnmodifiableSet());
        session =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date offset ? limit 1")
                        .param(days)
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .single();
    }

    @Test
    void a_note_is_written_signed_and_kept_as_dicom_objects_beside_the_images() throws Exception {
        var id = arrived();
        var path = "/cases/" + id + "/pre-read";
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo")) {
            assertThat(reader.get("/pre-read").body()).contains(path, "DEMO-MARTIN", "Non lu");
            var page = reader.get(path).body();
            assertThat(page)
                    .contains("Chirurgie &lt;b&gt; ?", "Ouvrir côte à côte")
                    .contains("/dicomweb/studies/" + prior.value() + "/thumbnail");
            var images = reader.get(path + "/images?study=" + current.value()).body();
            var key = key(images);
            assertThat(reader.postEncoded(path, typed(0, "Nodule du lobe supérieur", key)).body())
                    .isEmpty();
            assertThat(reader.get(path).body()).contains("Nodule du lobe supérieur", "key-image");
            assertThat(reader.post(path + "/signature", Map.of("revision", "1")).statusCode())
                    .isEqualTo(303);
            assertThat(reader.get(path).body())
                    .contains("Signée par", "un compte rendu structuré et 1 sélection ")
                    .doesNotContain("name=\"revision\"");
            assertThat(reader.get("/pre-read").body()).contains("Lu</");

            var note = only(UIDs.BasicTextSRStorage);
            assertThat(note.uid(Tags.StudyInstanceUID)).contains(current);
            assertThat(note.string(Tags.VerificationFlag)).contains("VERIFIED");
            assertThat(evidence(note)).containsExactly(new UID(key.split("[|]", -1)[2]));
            var keys = only(UIDs.KeyObjectSelectionDocumentStorage);
            assertThat(keys.items(Tags.ConceptNameCodeSequence).getFirst().string(Tags.CodeValue))
                    .contains("113000");
            assertThat(evidence(keys)).isEqualTo(evidence(note));
        }
        assertThatThrownBy(() -> overwrite(id)).hasMessageContaining("a signed pre-read");
        assertAmended(id, path);
        assertShownInTheRoom(id);
    }

    @Test
    @Tag("peer")
    void what_is_signed_is_pulled_by_dicomweb_and_read_by_dcmtk() throws Exception {
        var id = arrived();
        var path = "/cases/" + id + "/pre-read";
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo")) {
            reader.get(path);
            var key = key(reader.get(path + "/images?study=" + current.value()).body());
            reader.postEncoded(path, typed(0, "Lésion nouvelle", key) + "&then=sign");
        }
        var wanted = List.of(UIDs.BasicTextSRStorage, UIDs.KeyObjectSelectionDocumentStorage);
        for (var sopClass : wanted) {
            var all = server.archive().instances(current);
            var last =
                    all.stream()
                            .filter(one -> one.sopClassUID().equals(sopClass))
                            .reduce((_, later) -> later)
                            .orElseThrow();
            Files.write(folder.resolve("pulled.dcm"), pulled(last));
            assertThat(PeerCommand.run(folder, "dciodvfy", "-new", "pulled.dcm").output())
                    .doesNotContain("Error");
            var dump = PeerCommand.run(folder, "dsrdump", "+Pl", "pulled.dcm");
            assertThat(dump.exitCode()).as(dump.output()).isZero();
            assertThat(dump.output()).contains("8 mm, stable.", "IMAGE");
        }
    }

    @Test
    void two_readers_do_not_lose_each_others_text() throws Exception {
        var path = "/cases/" + arrived() + "/pre-read";
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo");
                var other = Browser.signedIn(server.address(), "radiologue.demo")) {
            reader.get(path);
            other.get(path);
            reader.postEncoded(path, typed(0, "Première lecture", ""));
            var late = other.postEncoded(path, typed(0, "Seconde lecture", ""));
            assertThat(late.statusCode()).isEqualTo(409);
            assertThat(late.body())
                    .contains("Première lecture", "Seconde lecture")
                    .contains("name=\"revision\" value=\"1\"");
            assertThat(other.postEncoded(path, typed(1, "Les deux", "")).statusCode())
                    .isEqualTo(303);
            assertThat(reader.get(path).body()).contains("Les deux");

            reader.post(path + "/signature", Map.of("revision", "2"));
            var lost = other.postEncoded(path, typed(2, "Trop tard", ""));
            assertThat(lost.statusCode()).isEqualTo(409);
            assertThat(lost.body())
                    .as("what was typed can still be copied")
                    .contains("Ce que vous avez écrit", "Trop tard", "8 mm, stable.", "Déjà là");
        }
    }

    @Test
    void an_empty_note_a_foreign_key_image_and_who_does_not_read_are_refused() throws Exception {
        var path = "/cases/" + arrived() + "/pre-read";
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo");
                var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            reader.get(path);
            reader.post(path, Map.of("revision", "0", "text", "", "then", "sign"));
            assertThat(reader.get(path).body()).contains("Écrivez une conclusion");
            reader.postEncoded(path, typed(1, "Vu", "1.2|1.2.3|1.2.3.4|1") + "&then=sign");
            assertThat(reader.get(path).body())
                    .contains("n’est plus dans l’archive", "name=\"revision\" value=\"2\"");
            var refused = reader.postEncoded(path, typed(2, "Vu", "x|y"));
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).as("not saved").contains("data-dirty=\"true\"");
            reader.postEncoded(path, typed(2, "Vu\u0085", "") + "&then=sign");
            assertThat(reader.get(path).body())
                    .contains("un caractère que DICOM", "name=\"revision\" value=\"3\"");
            assertThat(
                            reader.post(
                                            "/cases/" + UUID.randomUUID() + "/pre-read",
                                            Map.of("revision", "x"))
                                    .statusCode())
                    .isEqualTo(404);
            assertThat(doctor.get(path).body()).contains("Personne").doesNotContain("Signer");
            assertThat(doctor.post(path, Map.of("revision", "0")).statusCode()).isEqualTo(403);
            assertThat(secretary.get(path + "/images?study=" + current.value()).statusCode())
                    .isEqualTo(403);
            assertThat(secretary.get(path).body()).doesNotContain("/thumbnail");
        }
    }

    @Test
    void a_pair_opens_side_by_side_in_the_viewer() throws Exception {
        var id = arrived();
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo")) {
            reader.get("/cases/" + id + "/pre-read");
            var form =
                    "layout=CT_STACK&study=%s&study=%s".formatted(current.value(), prior.value());
            var opened = reader.postEncoded("/cases/" + id + "/pre-read/view", form);
            assertThat(opened.headers().firstValue("Location").orElseThrow())
                    .contains("StudyInstanceUIDs=%s,%s".formatted(current.value(), prior.value()))
                    .contains("hangingProtocolId=@ohif/hpCompare");
        }
    }

    private static List<UID> evidence(DataSet document) {
        return document.items(Tags.CurrentRequestedProcedureEvidenceSequence).stream()
                .flatMap(study -> study.items(Tags.ReferencedSeriesSequence).stream())
                .flatMap(series -> series.items(Tags.ReferencedSOPSequence).stream())
                .flatMap(sop -> sop.uid(Tags.ReferencedSOPInstanceUID).stream())
                .toList();
    }

    private static void overwrite(UUID id) {
        JdbcClient.create(server.database())
                .sql("update rcp.pre_read set content = '{}' where board_case = ?")
                .param(id)
                .update();
    }

    private void assertAmended(UUID id, String path) throws IOException {
        var before = only(UIDs.BasicTextSRStorage);
        try (var reader = Browser.signedIn(server.address(), "radiologue.demo")) {
            reader.get(path);
            reader.post(path + "/amendment", Map.of());
            assertThat(reader.get(path).body()).contains("Nodule du lobe", "Version 1");
            reader.postEncoded(path, typed(2, "Nodule stable", "") + "&then=sign");
            assertThat(reader.get(path).body()).contains("Nodule stable", "Signée par");
        }
        var notes = objects(UIDs.BasicTextSRStorage);
        assertThat(notes).as("the earlier version stays").hasSize(2).contains(before);
        var later = notes.stream().filter(one -> !one.equals(before)).findFirst().orElseThrow();
        assertThat(
                        later.items(Tags.PredecessorDocumentsSequence)
                                .getFirst()
                                .items(Tags.ReferencedSeriesSequence)
                                .getFirst()
                                .items(Tags.ReferencedSOPSequence)
                                .getFirst()
                                .uid(Tags.ReferencedSOPInstanceUID))
                .isEqualTo(before.uid(Tags.SOPInstanceUID));
        assertThat(actions(id))
                .containsExactly(
                        "WRITE_PRE_READ",
                        "SIGN_PRE_READ",
                        "WRITE_PRE_READ",
                        "WRITE_PRE_READ",
                        "SIGN_PRE_READ");
    }

    private void assertShownInTheRoom(UUID id) {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            assertThat(doctor.get("/sessions/" + session + "/room/" + id).body())
                    .contains("Nodule stable", "Signée par");
        }
    }

    private static List<String> actions(UUID id) {
        return JdbcClient.create(server.database())
                .sql(
                        """
                        select action from security.audit_event where ? = any (objects)
                            and action like '%PRE_READ' and outcome = 'SUCCESS' order by id
                        """)
                .param(id.toString())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String typed(int revision, String conclusion, String key) {
        var form =
                "revision=%d&conclusion=%s&text=%s&remark.%s=%s"
                        .formatted(
                                revision,
                                encoded(conclusion),
                                encoded("8 mm, stable.\nPas d’adénopathie."),
                                prior.value(),
                                encoded("Déjà là"));
        return key.isEmpty()
                ? form
                : form + "&key=" + encoded(key) + "&caption=" + encoded("Nodule 8 mm");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The second image of the series in the fragment, as the page's script writes it. */
    private static String key(String fragment) {
        var study = attribute(fragment, "data-study");
        var series = attribute(fragment, "data-series");
        var image = attribute(fragment, "data-images").split(",", -1)[1].split(":", -1)[0];
        return "%s|%s|%s|1".formatted(study, series, image);
    }

    private static String attribute(String html, String name) {
        return html.split(name + "=\"", 2)[1].split("\"", 2)[0];
    }

    private DataSet only(UID sopClass) throws IOException {
        var found = objects(sopClass);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private List<DataSet> objects(UID sopClass) throws IOException {
        var found = new ArrayList<DataSet>();
        for (var instance : server.archive().instances(current)) {
            boolean isNew = !earlier.contains(instance.sopInstanceUID());
            if (isNew && instance.sopClassUID().equals(sopClass)) {
                var in = new ByteArrayInputStream(pulled(instance));
                found.add(Part10.read(in, ReadOptions.defaults()).dataSet());
            }
        }
        return found;
    }

    /** As another system gets it: by WADO-RS, the one part of the answer. */
    private static byte[] pulled(StoredInstance instance) throws IOException {
        var path =
                "/dicomweb/studies/%s/series/%s/instances/%s"
                        .formatted(
                                instance.studyInstanceUID().value(),
                                instance.seriesInstanceUID().value(),
                                instance.sopInstanceUID().value());
        try (var browser = new Browser(server.address());
                var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(server.address().resolve(path))
                            .header("Authorization", "Bearer " + token(browser, "radiologue.demo"))
                            .header("Accept", "multipart/related; type=\"application/dicom\"")
                            .build();
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            var text = new String(answer.body(), StandardCharsets.ISO_8859_1);
            var part = text.substring(text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\r\n--"));
            return part.getBytes(StandardCharsets.ISO_8859_1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A case whose two examinations are here. */
    private UUID arrived() throws InterruptedException {
        try (var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var token = token(doctor, "dr.demo");
            var id = registered(doctor, token);
            var path = "/api/v1/cases/" + id + "/";
            json(doctor, token, "POST", path + "search", "");
            await(doctor, token, path + "search", "\"state\":\"FINISHED\"");
            json(
                    doctor,
                    token,
                    "POST",
                    path + "transfers",
                    "{\"studies\":[\"%s\",\"%s\"]}".formatted(current.value(), prior.value()));
            await(doctor, token, path + "readiness", "\"verified\":2");
            return id;
        }
    }

    /** With the number that the PACS knows, so that nobody has to confirm who it is. */
    private UUID registered(Browser doctor, String token) {
        var body =
                """
                {"session": "%s", "question": "Chirurgie <b> ?", "reason": "TREATMENT_PROPOSAL",
                 "patientInformed": true, "patient": {"birthName": "DEMO-MARTIN",
                 "givenName": "Jeanne", "birthDate": "1956-03-14", "sex": "F",
                 "identifiers": [{"assigningAuthority": "CHU", "value": "7"}]}}
                """
                        .formatted(session);
        var answer = json(doctor, token, "POST", "/api/v1/cases", body);
        return UUID.fromString(JSON.readTree(answer).path("id").asString());
    }

    private static String token(Browser browser, String name) {
        var login = "{\"login\":\"" + name + "\",\"password\":\"" + Accounts.DEMO_PASSWORD + "\"}";
        return JSON.readTree(browser.json("POST", "/api/v1/tokens", login).body())
                .path("token")
                .asString();
    }

    private static String json(
            Browser browser, String token, String method, String path, String body) {
        return browser.json(method, path, body, "Authorization", "Bearer " + token).body();
    }

    private static void await(Browser browser, String token, String path, String part)
            throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var said = json(browser, token, "GET", path, "");
        while (!said.replace(" ", "").contains(part)) {
            assertThat(System.nanoTime()).as(said).isLessThan(end);
            Thread.sleep(100);
            said = json(browser, token, "GET", path, "");
        }
    }
}
