// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The main job as a clinician does it, in a real browser, down to the pixels on the screen. */
@Tag("peer")
class BrowserTest {

    private static final int OBJECTS = 30;
    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs pacs;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var exams = TestExams.write(folder.resolve("old"), TestExams.CATALOGUE.oldCT(), OBJECTS);
        pacs = Pacs.start(PacsSettings.of("DEMO_LILLE", exams).withDestination(hub.node()));
        hub.start(List.of(TestHub.source("lille", pacs, "get, move")));
        chromium = new Chromium(hub.base());
    }

    @AfterAll
    static void stop() throws Exception {
        chromium.close();
        hub.close();
        pacs.close();
    }

    @Test
    void a_wrong_password_stays_outside() {
        var page = chromium.page();
        chromium.signIn(page, "wrong");

        assertThat(page).hasURL(Pattern.compile(".*/login.*"));
        assertThat(page.locator("[role=alert], .alert").first()).isVisible();
        Chromium.shoot(page, "wrong-password");
    }

    @Test
    void a_clinician_registers_picks_and_sees_the_right_slice() throws Exception {
        var page = chromium.page();
        page.navigate(hub.base() + "/login");
        Chromium.shoot(page, "login");
        chromium.signIn(page, Demo.PASSWORD);
        page.navigate(hub.base() + "/boards/digestif");
        Chromium.shoot(page, "board");
        openTomorrow(page);
        register(page);
        Chromium.shoot(page, "search");
        confirm(page);
        order(page);
        view(page);
    }

    private static void openTomorrow(Page page) throws Exception {
        try (var api = hub.clinician()) {
            for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
                if (session.path("open").asBoolean()) {
                    page.navigate(hub.base() + "/sessions/" + session.path("id").asString());
                    break;
                }
            }
        }
        page.click("a[href$='/cases/new']");
    }

    private static void register(Page page) {
        page.fill("[name=birthName]", "DEMO");
        page.fill("[name=givenNames]", "DESIRE");
        page.fill("[name=birthDate]", "30/12/1949");
        page.check("[name=sex][value=M]");
        page.check("[name=reason][value=TREATMENT_PROPOSAL]");
        page.fill("[name=question]", "Lésion du pancréas : indication opératoire ?");
        page.check("[name=patientInformed]");
        Chromium.shoot(page, "registration");
        page.click("button.primary[type=submit]");
        assertThat(page).hasURL(Pattern.compile(".*/cases/.*"));
    }

    private static void confirm(Page page) {
        var button = page.locator(".rcp-decisions button[value=CONFIRMED]").first();
        button.waitFor();
        Chromium.shoot(page, "identity");
        button.click();
    }

    private static void order(Page page) {
        var tick = page.locator("input.pick").first();
        tick.waitFor();
        tick.check();
        Chromium.shoot(page, "picker");
        page.locator("button[data-key=t]").click();
        assertThat(page.locator(".rcp-transfer"))
                .containsText(
                        OBJECTS + "",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(Chromium.MINUTE));
        assertThat(page.locator(".rcp-transfer .badge").first())
                .containsText(
                        Pattern.compile("[Vv]érifié"),
                        new LocatorAssertions.ContainsTextOptions()
                                .setTimeout(2 * Chromium.MINUTE));
        Chromium.shoot(page, "verified");
    }

    private static void view(Page page) throws Exception {
        long click = System.nanoTime();
        var popup = page.waitForPopup(() -> page.locator("button[data-key=v]").first().click());
        var viewer = new ViewerWindow(popup);
        int first = viewer.awaitNumber("", slice(1), number -> true);
        System.out.printf("click to first image: %d ms%n", (System.nanoTime() - click) / 1_000_000);
        Chromium.shoot(popup, "viewer");
        assertThat(viewer.likeness(viewer.active(), slice(first))).isGreaterThan(0.95);
        popup.locator(".cornerstone-canvas").first().hover();
        popup.mouse().wheel(0, 100);
        int second = viewer.awaitNumber("", slice(1), number -> number != first);
        Chromium.shoot(popup, "viewer-scrolled");
        assertThat(second).isEqualTo(first + 1);
        assertThat(viewer.likeness(viewer.active(), slice(second))).isGreaterThan(0.95);
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }

    private static DataSet slice(int number) throws Exception {
        return TestExams.CATALOGUE.oldCT().objects().get(number - 1).object().call();
    }
}
