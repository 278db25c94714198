// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

import spiders.demo.imaging.Catalogue;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The whole story of a patient, in French, with the keyboard alone: registered, searched, fetched,
 * a silent site seen by the secretary, pre-read, discussed in the room among ten, decided, given
 * out; each page on the way is held to WCAG AA.
 */
@Tag("peer")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoryTest {

    private static final int OBJECTS = 24;
    private static final int PATIENTS = 10;
    private static final String SECRETARY = "secretaire.demo";
    private static final String RADIOLOGIST = "radiologue.demo";
    private static final LocatorAssertions.ContainsTextOptions SLOWLY =
            new LocatorAssertions.ContainsTextOptions().setTimeout(2 * Chromium.MINUTE);
    private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
            new LocatorAssertions.IsVisibleOptions().setTimeout(2 * Chromium.MINUTE);

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs lille;
    private static Pacs lens;
    private static Chromium chromium;
    private static String session = "";
    private static String story = "";
    private static final List<String> PROBLEMS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var catalogue = TestExams.CATALOGUE;
        var now = TestExams.write(folder.resolve("now"), catalogue.currentCT(), OBJECTS);
        var prior = TestExams.write(folder.resolve("prior"), catalogue.priorCT(), OBJECTS);
        lille = Pacs.start(PacsSettings.of("DEMO_LILLE", now).withDestination(hub.node()));
        lens = Pacs.start(PacsSettings.of("DEMO_LENS", prior).withDestination(hub.node()));
        var off =
                new HubSettings.Source(
                        "arras",
                        "CH d'Arras (éteint)",
                        "lille-oscar-lambret",
                        "DEMO_ARRAS",
                        Ports.free(),
                        "",
                        "get",
                        "");
        hub.start(
                List.of(
                        TestHub.source("lille", lille, "get, move"),
                        TestHub.source("lens", lens, "get, move"),
                        off));
        chromium = new Chromium(hub.base());
        registerTheOthers();
    }

    private static void registerTheOthers() throws Exception {
        try (var api = hub.clinician()) {
            for (var one : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
                if (session.isEmpty() && one.path("open").asBoolean()) {
                    session = one.path("id").asString();
                }
            }
            for (int i = 1; i < PATIENTS; i++) {
                var patient =
                        HubApi.object()
                                .put("birthName", "DEMO")
                                .put("givenName", "NUMERO" + (char) ('A' + i))
                                .put("birthDate", "19%02d-05-06".formatted(40 + i))
                                .put("sex", "F");
                patient.putArray("identifiers");
                var one =
                        HubApi.object()
                                .put("session", session)
                                .put("question", "Question numéro " + i + " ?")
                                .put("reason", "TREATMENT_PROPOSAL")
                                .put("patientInformed", true)
                                .put("draft", false);
                one.set("patient", patient);
                api.post("/api/v1/cases", one);
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        hub.close();
        lens.close();
        lille.close();
    }

    /** A signed-in person; every page they open is looked at by {@link #look}. */
    private static Page person(String account) {
        var page = chromium.page();
        page.navigate(hub.base() + "/login");
        Accessibility.type(page, "#name", account);
        Accessibility.type(page, "#password", Demo.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    private static void look(Page page, String name) {
        Chromium.shoot(page, "story-" + name);
        PROBLEMS.addAll(Accessibility.problems(page));
    }

    @Test
    @Order(1)
    void a_clinician_registers_chooses_and_waits_for_what_is_verified() {
        var page = person(Demo.CLINICIAN);
        page.navigate(hub.base() + "/sessions/" + session);
        look(page, "session");
        page.keyboard().press("n");
        page.waitForURL("**/cases/new");
        look(page, "registration");
        register(page);
        story = URI.create(page.url()).getPath();
        Accessibility.press(page, ".rcp-decisions button[value=CONFIRMED]", "Enter");
        var tick = page.locator("input.pick").first();
        tick.waitFor();
        look(page, "search");
        for (int i = 0; i < page.locator("input.pick").count(); i++) {
            if (!page.locator("input.pick").nth(i).isChecked()) {
                Accessibility.press(page, "input.pick:not(:checked)", "Space");
            }
        }
        page.keyboard().press("t");
        assertThat(page.locator(".rcp-transfer").first()).containsText("Vérifié", SLOWLY);
        look(page, "case");
    }

    private static void register(Page page) {
        Accessibility.type(page, "[name=birthName]", "DEMO");
        Accessibility.type(page, "[name=givenNames]", Catalogue.AUGUSTE.givenName());
        Accessibility.type(page, "[name=birthDate]", "14/03/1958");
        Accessibility.press(page, "[name=sex]", "Space");
        page.check("[name=sex][value=M]");
        Accessibility.press(page, "[name=reason]", "Space");
        page.check("[name=reason][value=TREATMENT_PROPOSAL]");
        Accessibility.type(page, "[name=question]", "Métastase du foie : indication opératoire ?");
        Accessibility.press(page, "[name=patientInformed]", "Space");
        Accessibility.press(page, "button.primary[type=submit]", "Enter");
        assertThat(page).hasURL(Pattern.compile(".*/cases/[0-9a-f-]{36}.*"));
    }

    @Test
    @Order(2)
    void the_secretary_sees_on_the_week_whom_to_call_and_takes_it() {
        var page = person(SECRETARY);
        page.navigate(hub.base() + "/readiness");
        var row = page.locator("tr[data-href='" + story + "']");
        assertThat(row).containsText("03 00 00 00 00", SLOWLY);
        look(page, "week");
        Accessibility.press(page, "tr[data-href='" + story + "'] .rcp-todo button", "Enter");
        assertThat(page.locator("tr[data-href='" + story + "'] .rcp-todo"))
                .containsText("s’en occupe", SLOWLY);
        look(page, "week-taken");
    }

    @Test
    @Order(3)
    void the_radiologist_reads_before_the_session_and_signs() {
        var page = person(RADIOLOGIST);
        page.navigate(hub.base() + "/pre-read?boards=mine");
        look(page, "pre-read-list");
        page.navigate(hub.base() + story + "/pre-read");
        look(page, "pre-read");
        page.keyboard().press("c");
        page.keyboard().type("Métastase unique du segment VI.");
        page.keyboard().press("Escape");
        Accessibility.press(page, "button[name=then][value=sign]", "Enter");
        assertThat(page.locator(".rcp-note")).containsText("Métastase unique du segment VI.");
        assertThat(page.locator("form[action$='/pre-read/amendment']")).isVisible(PATIENTLY);
        look(page, "pre-read-signed");
    }

    @Test
    @Order(4)
    void the_secretary_takes_the_attendance_and_the_quorum_is_reached() {
        var page = person(SECRETARY);
        page.navigate(hub.base() + "/sessions/" + session);
        page.locator("a[href$='/attendance']").first().focus();
        page.keyboard().press("Enter");
        page.waitForURL("**/attendance");
        look(page, "attendance");
        int specialties = page.locator("#specialty option").count();
        for (int i = 1; i < specialties && page.getByText("Quorum atteint").count() == 0; i++) {
            Accessibility.type(page, "#name", "Dr Numéro " + i + " TEST");
            page.selectOption(
                    "#specialty", page.locator("#specialty option").nth(i).getAttribute("value"));
            Accessibility.press(page, "form.form button.primary", "Enter");
            page.locator("td strong", new Page.LocatorOptions().setHasText("Numéro " + i + " "))
                    .waitFor();
        }
        assertThat(page.getByText("Quorum atteint").first()).isVisible();
        look(page, "attendance-reached");
    }

    @Test
    @Order(5)
    void ten_patients_are_paged_in_the_room_without_a_reload_and_one_is_discussed() {
        var page = person(SECRETARY);
        page.navigate(hub.base() + "/sessions/" + session);
        page.keyboard().press("p");
        page.waitForURL(url -> url.contains("/room"));
        page.evaluate("() => { window.neverLoadedAnew = true; }");
        var names = new ArrayList<String>();
        names.add(page.locator("#room h1").innerText());
        look(page, "room");
        for (int i = 1; i < PATIENTS; i++) {
            page.keyboard().press("PageDown");
            assertThat(page.locator("#room h1")).not().hasText(names.getLast());
            names.add(page.locator("#room h1").innerText());
        }
        assertThat(names).doesNotHaveDuplicates().hasSize(PATIENTS);
        assertThat(names).filteredOn(name -> name.contains("AUGUSTE")).hasSize(1);
        int back =
                names.size()
                        - 1
                        - IntStream.range(0, PATIENTS)
                                .filter(i -> names.get(i).contains("AUGUSTE"))
                                .findFirst()
                                .orElseThrow();
        for (int i = 0; i < back; i++) {
            page.keyboard().press("PageUp");
            assertThat(page.locator("#room h1")).hasText(names.get(names.size() - 2 - i));
        }
        assertThat((boolean) page.evaluate("() => window.neverLoadedAnew === true")).isTrue();
        assertThat(page.locator("#room")).containsText("Métastase unique du segment VI.");
        look(page, "room-story");
        page.keyboard().press("d");
        assertThat(page.locator("#room")).containsText("Quorum atteint", SLOWLY);
    }

    @Test
    @Order(6)
    void the_images_open_in_the_room_by_one_key() throws Exception {
        var page = person(RADIOLOGIST);
        page.navigate(hub.base() + "/sessions/" + session + "/room/" + story.substring(7));
        var popup = page.waitForPopup(() -> page.keyboard().press("v"));
        var viewer = new ViewerWindow(popup);
        var first = TestExams.CATALOGUE.currentCT().objects().getFirst().object().call();
        viewer.awaitNumber("", first, number -> true);
        Chromium.shoot(popup, "story-viewer");
    }

    @Test
    @Order(7)
    void the_board_decides_and_the_fiche_is_approved_and_given_out() throws Exception {
        var page = person(Demo.CLINICIAN);
        page.navigate(hub.base() + story);
        page.keyboard().press("f");
        page.waitForURL("**/fiche");
        look(page, "fiche");
        decide(page);
        page.keyboard().press("Escape");
        Accessibility.press(page, "button[data-key=s]", "Enter");
        assertThat(page.getByText("La fiche a tout ce qu’il faut")).isVisible();
        Accessibility.press(page, "form[action$='/fiche/approval'] button", "Enter");
        page.locator("dialog[open] button.primary, dialog[open] button[value=yes]")
                .first()
                .waitFor();
        look(page, "fiche-approval");
        Accessibility.press(
                page, "dialog[open] button.primary, dialog[open] button[value=yes]", "Enter");
        assertThat(page.getByText("Validée").first()).isVisible();
        look(page, "fiche-approved");

        var paper = download(page, "a[href$='/pdf']");
        try (var document = Loader.loadPDF(paper)) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Fiche RCP", "AUGUSTE", "Hépatectomie", "Quorum atteint");
        }
        NationalDocument.assertKeepsTheRules(download(page, "a[href$='/cda']"));
    }

    private static void decide(Page page) {
        page.check("[name=screening][value=NO]");
        page.check("[name=phase][value=INITIAL]");
        page.check("[name=performance][value='1']");
        page.check("[name=outcome][value=PROPOSAL]");
        page.fill("[name=synthesis]", "Adénocarcinome du rectum, métastase du segment VI.");
        page.fill("[name='tumour0.topography']", "C20.9");
        page.fill("[name='tumour0.label']", "Rectum");
        page.fill("[name='tumour0.morphology']", "8140/3");
        page.fill("[name='tumour0.diagnosed']", "10/2026");
        page.fill("[name=t]", "cT3");
        page.fill("[name=n]", "N1");
        page.fill("[name=m]", "M1");
        page.fill("[name=edition]", "8");
        page.fill("[name=pathology]", "Adénocarcinome");
        page.selectOption("[name='plan0.0.type']", "SURGERY");
        page.fill("[name='plan0.0.what']", "Hépatectomie");
        page.fill("[name=wishes]", "D’accord avec l’opération");
        page.fill("[name=reference]", "Référentiel digestif");
        page.fill("[name=presenter]", "Dr Alba TEST");
        page.fill("[name=generalPractitioner]", "Dr Blanc TEST");
        page.check("[name=complete]");
    }

    private static byte[] download(Page page, String link) throws Exception {
        var download = page.waitForDownload(() -> Accessibility.press(page, link, "Enter"));
        return Files.readAllBytes(download.path());
    }

    @Test
    @Order(8)
    void no_page_on_the_way_breaks_wcag_or_asks_a_stranger() {
        assertThat(PROBLEMS).isEmpty();
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }
}
