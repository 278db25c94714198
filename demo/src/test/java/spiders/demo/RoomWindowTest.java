// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the window of the images does when answers come late or not at all: the scripts of the
 * viewer in the browser, with OHIF and React played by the few lines that they call.
 */
@Tag("peer")
class RoomWindowTest {

    private static final URI BASE = URI.create("https://room.example");
    private static final String SESSION = "5e551000-0000-4000-8000-000000000001";
    private static final String FIRST = "ca5e0000-0000-4000-8000-000000000001";
    private static final String SECOND = "ca5e0000-0000-4000-8000-000000000002";
    private static final String PATIENT =
            """
            {"patient": {"birthName": "NAME", "givenNames": "Jeanne", "birthDate": "1956-03-14",
             "sex": "F"}}
            """;

    /** OHIF that shows an image of the first study once `window.stands` says so. */
    private static final String OHIF =
            """
            () => {
                window.spiders = { language: 'fr' };
                const image = '/dicomweb/studies/1.2.3/series/1/instances/1/frames/1';
                window.services = {
                    viewportGridService: { getState: () => ({ viewports: new Map(
                        window.stands ? [['one', { viewportId: 'one',
                            displaySetInstanceUIDs: ['set'] }]] : []) }) },
                    displaySetService: {
                        getDisplaySetByUID: () => ({ StudyInstanceUID: '1.2.3' }) },
                    cornerstoneViewportService: { getCornerstoneViewport: () => (
                        { getCurrentImageId: () => image }) },
                };
                window.commandsManager = { runCommand: () => {} };
            }
            """;

    /** React for one component: drawn anew whenever it sets its state. */
    private static final String HEADER =
            """
            () => {
                const place = document.createElement('header');
                document.body.append(place);
                let state;
                let isMounted = false;
                const React = {
                    useState: first => [state ??= first, next => { state = next; draw(); }],
                    useEffect: effect => {
                        if (!isMounted) { isMounted = true; queueMicrotask(effect); }
                    },
                    createElement: (tag, attributes, ...children) => {
                        const element = document.createElement(tag);
                        element.append(...children);
                        return element;
                    },
                };
                const draw = () => place.replaceChildren(
                    window.spiders.identity.Header({ React }));
                draw();
            }
            """;

    private static final String SAY =
            "([session, message]) =>"
                    + " new BroadcastChannel(`spiders.room.${session}`).postMessage(message)";

    private Chromium chromium;
    private Page viewer;
    private Page room;

    @BeforeEach
    void start() throws IOException {
        chromium = new Chromium(BASE);
        viewer = chromium.page();
        var context = viewer.context();
        context.route(url -> true, RoomWindowTest::blank);
        viewer.navigate(
                BASE + "/viewer/viewer?StudyInstanceUIDs=1.2.3&case=" + FIRST + "&room=" + SESSION);
        room = context.newPage();
        room.navigate(BASE + "/room");
        viewer.evaluate(OHIF);
    }

    @AfterEach
    void stop() {
        chromium.close();
    }

    private static void blank(Route route) {
        route.fulfill(
                new Route.FulfillOptions()
                        .setContentType("text/html")
                        .setBody("<!doctype html><title>SPIDERS</title><body></body>"));
    }

    private void run(String script) throws IOException {
        try (var in = RoomWindowTest.class.getResourceAsStream("/spiders/viewer/" + script)) {
            assertThat(in).as(script).isNotNull();
            viewer.evaluate(
                    "source => { (0, eval)(source); }",
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private void say(Object message) {
        room.evaluate(SAY, List.of(SESSION, message));
    }

    @Test
    void the_room_went_to_a_case_without_images_while_the_first_opened_and_the_sheet_stays()
            throws IOException {
        viewer.evaluate("() => { window.spiders.identity = { turn() {} }; }");
        run("room.js");
        viewer.evaluate("() => window.spiders.room.begin()");
        var cover = viewer.locator("[data-cy=room-cover]");

        say(Map.of("say", "turn"));
        assertThat(cover).containsText("Images du dossier suivant");
        say(Map.of("say", "cover", "why", "none"));
        assertThat(cover).containsText("Aucune image de ce dossier");
        viewer.evaluate("() => { window.stands = true; }");
        // Several looks of the viewer later.
        viewer.waitForTimeout(1500);
        assertThat(cover).isVisible();
        assertThat(cover).containsText("Aucune image de ce dossier");

        say(Map.of("say", "stay", "case", FIRST));
        assertThat(cover).isHidden();
    }

    @Test
    void who_the_patient_is_is_asked_until_it_is_known_and_nobody_else_is_named_meanwhile()
            throws IOException {
        var failures = new ArrayList<String>();
        viewer.context()
                .route(url -> url.contains("/api/v1/cases/"), route -> answer(route, failures));
        run("identity.js");
        viewer.evaluate(HEADER);
        var header = viewer.locator("header");
        assertThat(header).containsText("DEMO-ALBA Jeanne");

        viewer.evaluate("second => window.spiders.identity.turn(second)", SECOND);
        assertThat(header).hasText("Identité du patient non reçue, nouvel essai…");
        assertThat(viewer).hasTitle("SPIDERS");
        assertThat(header).containsText("DEMO-BLANC Jeanne");
        assertThat(viewer).hasTitle("DEMO-BLANC Jeanne · SPIDERS");
        assertThat(failures).hasSize(2);
    }

    /** Of the second patient at first nothing: once the network is lost, once the hub is. */
    private static void answer(Route route, List<String> failures) {
        boolean isSecond = route.request().url().endsWith(SECOND);
        if (isSecond && failures.isEmpty()) {
            failures.add("network");
            route.abort();
        } else if (isSecond && failures.size() == 1) {
            failures.add("hub");
            route.fulfill(new Route.FulfillOptions().setStatus(503));
        } else {
            var name = isSecond ? "DEMO-BLANC" : "DEMO-ALBA";
            route.fulfill(
                    new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(PATIENT.replace("NAME", name)));
        }
    }

    @Test
    void without_the_right_to_the_case_there_is_no_name_and_it_is_asked_once() throws IOException {
        var asked = new ArrayList<String>();
        viewer.context()
                .route(url -> url.contains("/api/v1/cases/"), route -> refuse(route, asked));
        run("identity.js");
        viewer.evaluate(HEADER);
        viewer.waitForTimeout(1500);

        assertThat(viewer.locator("header")).hasText("SPIDERS");
        assertThat(asked).hasSize(1);
    }

    private static void refuse(Route route, List<String> asked) {
        asked.add(route.request().url());
        route.fulfill(new Route.FulfillOptions().setStatus(404));
    }
}
