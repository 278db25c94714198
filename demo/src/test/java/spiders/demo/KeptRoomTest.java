// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.nio.file.Path;
import java.util.List;

/** A meeting whose hub dies: what its computer kept shows the cases, their images, and no more. */
@Tag("peer")
class KeptRoomTest {

    private static final int PATIENTS = 2;
    private static final ContainsTextOptions PATIENCE =
            new ContainsTextOptions().setTimeout(Chromium.MINUTE);
    private static final IsVisibleOptions SEEN = new IsVisibleOptions().setTimeout(Chromium.MINUTE);
    private static final String ROOMS_KEPT =
            "async () => (await caches.keys()).filter(name => name.startsWith('spiders')).length";

    @TempDir Path folder;
    private TestHub hub;
    private Pacs pacs;
    private Chromium chromium;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        var exams = folder.resolve("exams");
        RoomPatients.write(exams, PATIENTS);
        pacs = Pacs.start(PacsSettings.of("DEMO_LILLE", exams).withDestination(hub.node()));
        hub.start(sources());
        chromium = new Chromium(hub.base());
    }

    @AfterEach
    void stop() throws Exception {
        chromium.close();
        hub.close();
        pacs.close();
    }

    private List<HubSettings.Source> sources() {
        return List.of(TestHub.source("lille", pacs, "get, move"));
    }

    private String room() throws Exception {
        try (var api = hub.clinician()) {
            var job = new MainJob(api, hub.process(), Screen.standard());
            for (int patient = 0; patient < PATIENTS; patient++) {
                var story = RoomPatients.story(patient, CaseStory.Until.ALL_ORDERED);
                assertThat(job.run(story, false).isVerified()).isTrue();
            }
            for (var one : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
                var id = one.path("id").asString();
                if (api.get("/api/v1/sessions/" + id).path("cases").size() == PATIENTS) {
                    return "/sessions/" + id + "/room";
                }
            }
        }
        throw new AssertionError("no session has the cases");
    }

    @Test
    void a_session_that_was_kept_goes_on_without_the_hub_and_loses_no_decision() throws Exception {
        var room = hub.base() + room();
        var page = chromium.clinician();
        page.navigate(room);
        page.locator("[data-keep-session]").click();
        assertThat(page.locator("[data-keep-status]"))
                .containsText("2 dossiers, 6 images", PATIENCE);

        hub.process().kill();
        page.navigate(room);

        var viewer = new ViewerWindow(page.waitForPopup(() -> page.keyboard().press("v")));
        assertShown(page, viewer, 0);
        assertThat(page.locator("[data-keep-away]")).isVisible(SEEN);
        page.keyboard().press("PageDown");
        assertShown(page, viewer, 1);
        Chromium.shoot(viewer.page(), "kept-viewer");
        page.setViewportSize(1366, 768);
        decide(page);
        Chromium.shoot(page, "kept-1366");
        page.keyboard().press("PageUp");
        assertShown(page, viewer, 0);

        hub.start(sources());

        assertThat(page.locator("[data-keep-away]"))
                .isHidden(new IsHiddenOptions().setTimeout(Chromium.MINUTE));
        signInAgain(page, room);
        save(page);
        forget(page);
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }

    private static void decide(Page page) {
        page.keyboard().press("e");
        page.locator("#decide input[value=NO_PROPOSAL]").check();
        page.fill("#decide #exams", "IRM hépatique");
        page.keyboard().press("Control+s");
        assertThat(page.locator("[data-keep-typed]")).isVisible(SEEN);
        assertThat(page.locator("#decide")).isHidden();
        assertThat(page.locator("#room")).not().containsText("IRM hépatique");
    }

    /** A hub that was killed knows nobody; what was kept is no way around its door. */
    private void signInAgain(Page page, String room) {
        page.navigate(room);
        page.waitForURL("**/login**");
        chromium.signIn(page, Demo.PASSWORD);
        page.navigate(room);
    }

    /** What was typed stands in its form again, and is gone from the computer once it is saved. */
    private static void save(Page page) {
        page.locator("[data-keep-typed] a").click();
        assertThat(page.locator("#decide [data-unsaved-note]")).isAttached();
        page.keyboard().press("e");
        assertThat(page.locator("#decide #exams")).hasValue("IRM hépatique");
        page.keyboard().press("Control+s");
        assertThat(page.locator("#room")).containsText("IRM hépatique", PATIENCE);
        assertThat(page.locator("[data-keep-typed]")).isHidden();
    }

    /** Signing out leaves nothing of a patient on the computer. */
    private static void forget(Page page) {
        assertThat(page.evaluate(ROOMS_KEPT)).isEqualTo(1);
        page.evaluate("() => document.querySelector('form[action=\"/logout\"]').submit()");
        page.waitForURL("**/login**");
        page.waitForFunction(ROOMS_KEPT.replace(".length", ".length === 0"));
    }

    private static void assertShown(Page page, ViewerWindow viewer, int patient) throws Exception {
        var name = RoomPatients.person(patient).givenName();
        assertThat(page.locator("#room h1")).containsText(name, PATIENCE);
        assertThat(page.locator("[data-viewer-state]")).containsText("suit ce dossier", PATIENCE);
        assertThat(viewer.page().locator("[data-cy=case-patient]")).containsText(name, PATIENCE);
        viewer.awaitSeries(new UID(RoomPatients.study(patient) + ".1"));
        int first = RoomPatients.SLICES * patient + 1;
        int seen = viewer.awaitNumber("", RoomPatients.slice(patient, 0), number -> true);
        assertThat(seen).isBetween(first, first + RoomPatients.SLICES - 1);
    }
}
