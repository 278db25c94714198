// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A session of ten patients in the meeting room, with the images in a second window. */
@Tag("peer")
class RoomTest {

    private static final int PATIENTS = 10;
    private static final int WARM = 2;
    private static final double MOST_GROWTH = 1.2;
    private static final LocatorAssertions.ContainsTextOptions PATIENCE =
            new LocatorAssertions.ContainsTextOptions().setTimeout(Chromium.MINUTE);

    /** Of the frames of a study that the viewer asked for, how many its cache answered. */
    private static final String FROM_CACHE =
            "study => performance.getEntriesByType('resource').filter(one =>"
                    + " one.name.includes(`/studies/${study}/`) && one.name.includes('/frames/')"
                    + " && one.transferSize === 0 && one.decodedBodySize > 0).length";

    /** Whether frames of a study were fetched, by whatever. */
    private static final String FETCHED =
            "([study, count]) => performance.getEntriesByType('resource').filter(one =>"
                    + " one.name.includes(`/studies/${study}/`) && one.name.includes('/frames/')"
                    + " && one.decodedBodySize > 0).length >= count";

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs pacs;
    private static Chromium chromium;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        var exams = folder.resolve("exams");
        RoomPatients.write(exams, PATIENTS);
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

    /**
     * Registers the patients for one session, and one of whom there is nothing; brings their
     * images, and returns the session.
     */
    private static String session() throws Exception {
        try (var api = hub.clinician()) {
            var job = new MainJob(api, hub.process(), Screen.standard());
            for (int patient = 0; patient < PATIENTS; patient++) {
                var story = RoomPatients.story(patient, CaseStory.Until.ALL_ORDERED);
                assertThat(job.run(story, false).isVerified()).isTrue();
            }
            job.run(RoomPatients.story(PATIENTS, CaseStory.Until.SEARCHED), false);
            for (var one : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
                var id = one.path("id").asString();
                if (api.get("/api/v1/sessions/" + id).path("cases").size() > PATIENTS) {
                    return id;
                }
            }
        }
        throw new AssertionError("no session has the cases");
    }

    @Test
    void ten_patients_are_paged_through_and_the_window_of_the_images_follows_without_a_reload()
            throws Exception {
        var page = chromium.clinician();
        page.navigate(hub.base() + "/sessions/" + session() + "/room");
        stays(page);
        var viewer = new ViewerWindow(page.waitForPopup(() -> page.keyboard().press("v")));
        stays(viewer.page());
        viewer.page().evaluate("() => performance.setResourceTimingBufferSize(10000)");
        var devtools = viewer.page().context().newCDPSession(viewer.page());

        var cached = new ArrayList<Integer>();
        var held = new ArrayList<Double>();
        var heaps = new ArrayList<Double>();
        for (int patient = 0; patient < PATIENTS; patient++) {
            assertShown(page, viewer, patient);
            cached.add(
                    number(viewer.page().evaluate(FROM_CACHE, RoomPatients.study(patient)))
                            .intValue());
            held.add(
                    number(viewer.page().evaluate("() => window.cornerstone.cache.getCacheSize()"))
                            .doubleValue());
            heaps.add(heap(devtools));
            if (patient < PATIENTS - 1) {
                viewer.page()
                        .waitForFunction(
                                FETCHED,
                                List.of(RoomPatients.study(patient + 1), RoomPatients.SLICES));
                page.keyboard().press("PageDown");
            }
        }
        System.out.printf("from the cache %s%nheld %s%nheaps %s%n", cached, held, heaps);
        Chromium.shoot(viewer.page(), "room-viewer");
        assertCovered(page, viewer);
        assertKept(page, viewer);
        decide(page);

        assertThat(page.evaluate("window.stays")).isEqualTo(true);
        assertThat(viewer.page().evaluate("window.stays")).isEqualTo(true);
        assertThat(held.getLast()).isPositive().isLessThanOrEqualTo(held.getFirst() * MOST_GROWTH);
        assertThat(heaps.getLast()).isLessThan(heaps.get(WARM) * MOST_GROWTH);
        assertThat(cached.subList(1, PATIENTS)).allMatch(count -> count > 0);
        assertThat(chromium.violations()).isEmpty();
        assertThat(chromium.strangers()).isEmpty();
    }

    /** Beside the name of a patient of whom nothing has arrived stand no images of another. */
    private static void assertCovered(Page page, ViewerWindow viewer) throws Exception {
        page.keyboard().press("PageDown");
        assertThat(page.locator("[data-viewer-state]")).containsText("Aucune image", PATIENCE);
        var cover = viewer.page().locator("[data-cy=room-cover]");
        assertThat(cover).isVisible();
        assertThat(cover).containsText("Aucune image");
        Chromium.shoot(viewer.page(), "room-covered");
        page.keyboard().press("PageUp");
        assertShown(page, viewer, PATIENTS - 1);
    }

    /** Without the network both windows stay at the case that they show. */
    private static void assertKept(Page page, ViewerWindow viewer) throws Exception {
        page.context().setOffline(true);
        page.keyboard().press("PageUp");
        assertThat(page.locator("#toasts .alert").first()).isVisible();
        assertShown(page, viewer, PATIENTS - 1);
        page.context().setOffline(false);
    }

    /** Writes a decision with the keyboard; the page stays, and so does the other window. */
    private static void decide(Page page) {
        page.setViewportSize(1366, 768);
        Chromium.shoot(page, "room-1366");
        page.keyboard().press("e");
        page.locator("#decide input[value=NO_PROPOSAL]").check();
        page.fill("#decide #exams", "IRM hépatique");
        page.fill("#decide #secondOpinion", "CHU TEST");
        Chromium.shoot(page, "room-decide-1366");
        page.keyboard().press("Escape");
        page.keyboard().press("PageUp");
        assertThat(page.locator("#decide [data-unsaved-note]")).isVisible();
        page.keyboard().press("Control+s");
        assertThat(page.locator("#room")).containsText("IRM hépatique", PATIENCE);
        assertThat(page.locator("#decide")).isHidden();
        assertThat(page.locator("[data-viewer-state]")).containsText("suit ce dossier", PATIENCE);
        page.setViewportSize(1920, 1080);
        Chromium.shoot(page, "room-1920");
        page.keyboard().press("p");
        Chromium.shoot(page, "room-projector-1920");
        assertThat(page.locator(".topbar")).isHidden();
    }

    /** What no navigation of the document leaves behind. */
    private static void stays(Page page) {
        page.evaluate("() => { window.stays = true; }");
    }

    private static void assertShown(Page page, ViewerWindow viewer, int patient) throws Exception {
        assertThat(page.locator("#room h1"))
                .containsText(RoomPatients.person(patient).givenName(), PATIENCE);
        assertThat(page.locator("[data-viewer-state]")).containsText("suit ce dossier", PATIENCE);
        assertThat(viewer.page().locator("[data-cy=room-cover]")).isHidden();
        assertThat(viewer.page().locator("[data-cy=case-patient]"))
                .containsText(RoomPatients.person(patient).givenName(), PATIENCE);
        int first = RoomPatients.SLICES * patient + 1;
        viewer.awaitSeries(new UID(RoomPatients.study(patient) + ".1"));
        int seen = viewer.awaitNumber("", RoomPatients.slice(patient, 0), number -> true);
        assertThat(seen).isBetween(first, first + RoomPatients.SLICES - 1);
    }

    private static Number number(Object value) {
        return (Number) value;
    }

    /** Bytes of objects of the page's script that are still in use. */
    private static double heap(CDPSession devtools) {
        devtools.send("HeapProfiler.collectGarbage");
        return devtools.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }
}
