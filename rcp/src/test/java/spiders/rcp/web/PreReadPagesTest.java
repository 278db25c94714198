// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
import spiders.web.Browser;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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
                    .contains("Signée par", "un compte rendu structuré et 1 sélections")
                    .doesNotContain("name=\"revision\"");
            assertThat(reader.get("/pre-read").body()).contains("Lu</");

            var note = only(UIDs.BasicTextSRStorage);
            assertThat(note.uid(Tags.StudyInstanceUID)).contains(current);
            assertThat(note.string(Tags.VerificationFlag)).contains("VERIFIED");
            assertThat(evidence(note)).containsExactly(new UID(key.split("[|]")[2]));
            var keys = only(UIDs.KeyObjectSelectionDocumentStorage);
            assertThat(keys.items(Tags.ConceptNameCodeSequence).getFirst().string(Tags.CodeValue))
                    .contains("113000");
            assertThat(evidence(keys)).isEqualTo(evidence(note));
        }
        assertThatThrownBy(() -> overwrite(id)).hasMessageContaining("a signed pre-read");
        assertAmended(id, path);
        assertShownInTheRoom(id);
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
                        select action from security.audit
                        where ? = any (objects) and action like '%PRE_READ' order by id
                        """)
                .param(id.toString())
                .query(String.class)
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
        var image = attribute(fragment, "data-images").split(",")[1].split(":")[0];
        return "%s|%s|%s|1".formatted(study, series, image);
    }

    private static String attribute(String html, String name) {
        return html.split(name + "=\"", 2)[1].split("\"", 2)[0];
    }

    private static DataSet only(UID sopClass) throws IOException {
        var found = objects(sopClass);
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static List<DataSet> objects(UID sopClass) throws IOException {
        var found = new java.util.ArrayList<DataSet>();
        for (var instance : server.archive().instances(current)) {
            if (instance.sopClassUID().equals(sopClass)) {
                try (var in = Files.newInputStream(file(instance))) {
                    found.add(Part10.read(in, ReadOptions.defaults()).dataSet());
                }
            }
        }
        return found;
    }

    /** Where the archive keeps it. */
    private static Path file(StoredInstance instance) throws IOException {
        try (var files = Files.walk(folder.resolve("objects"))) {
            return files.filter(Files::isRegularFile)
                    .filter(one -> one.toString().contains(instance.sopInstanceUID().value()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A case whose two examinations are here. */
    private UUID arrived() throws InterruptedException {
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo");
                var doctor = Browser.signedIn(server.address(), "dr.demo")) {
            var id = Registered.by(secretary, session, "DEMO-MARTIN", "Chirurgie <b> ?");
            var token = token(doctor);
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

    private static String token(Browser browser) {
        var login = "{\"login\":\"dr.demo\",\"password\":\"" + Accounts.DEMO_PASSWORD + "\"}";
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
