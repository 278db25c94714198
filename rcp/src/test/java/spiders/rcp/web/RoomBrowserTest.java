// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardKind;
import spiders.security.Accounts;
import spiders.web.Browser;
import spiders.web.Chromium;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What is typed in the room, and who leads its second screen, in a real browser. */
@Tag("peer")
class RoomBrowserTest {

    private static final String TYPED = "IRM hépatique";

    /** Stands for the window of the images: shows what it is told to, and remembers it. */
    private static final String IMAGES =
            """
            session => {
                window.heard = [];
                const channel = new BroadcastChannel(`spiders.room.${session}`);
                channel.addEventListener('message', ({ data }) => {
                    if (data.say === 'show') window.heard.push(data.case);
                    const shown = window.heard.at(-1) ?? '';
                    if (data.say === 'ask') channel.postMessage({ say: 'here', case: shown });
                    if (data.say === 'show') channel.postMessage({ say: 'shown', case: shown });
                });
                channel.postMessage({ say: 'here', case: '' });
            }
            """;

    private static final String HEARD = "() => window.heard.join(' ')";

    @TempDir private Path folder;
    private RcpServer server;
    private UUID session;
    private UUID alba;
    private UUID blanc;
    private UUID corot;

    @BeforeEach
    void start() throws IOException {
        var thorax = RcpServer.thorax(BoardKind.RCP, RcpServer.coordinated());
        server = RcpServer.start(folder.resolve("objects"), List.of(), List.of(thorax));
        session =
                JdbcClient.create(server.database())
                        .sql("select id from rcp.session order by on_date offset 1 limit 1")
                        .query(UUID.class)
                        .single();
        try (var secretary = Browser.signedIn(server.address(), "secretaire.demo")) {
            alba = Registered.by(secretary, session, "DEMO-ALBA", "Chirurgie ?");
            blanc = Registered.by(secretary, session, "DEMO-BLANC", "Chirurgie ?");
            corot = Registered.by(secretary, session, "DEMO-COROT", "Chirurgie ?");
        }
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void what_is_typed_keeps_the_address_of_its_case_whichever_way_one_goes() {
        try (var chromium = new Chromium()) {
            var page = signedIn(chromium);
            page.navigate(room(alba));
            settled(page, "DEMO-ALBA");
            page.keyboard().press("PageDown");
            settled(page, "DEMO-BLANC");
            page.keyboard().press("PageDown");
            settled(page, "DEMO-COROT");
            page.evaluate("history.back()");
            settled(page, "DEMO-BLANC");
            type(page);

            for (int way : new int[] {1, -1, -2, -2}) {
                page.keyboard().press("Escape");
                assertThat(page.locator("#decide")).isHidden();
                page.evaluate("way => history.go(way)", way);
                assertThat(page.locator("#decide")).isVisible();
                assertThat(page).hasURL(room(blanc));
                assertThat(page.locator("#room h1")).containsText("DEMO-BLANC");
                assertThat(page.locator("#exams")).hasValue(TYPED);
            }
            page.keyboard().press("Control+s");
            assertThat(page.locator("#room")).containsText(TYPED);
            assertThat(page.locator("#decide")).isHidden();
            page.evaluate("history.back()");
            assertThat(page.locator("#room h1")).not().containsText("DEMO-BLANC");
        }
    }

    @Test
    void a_save_that_got_no_answer_or_was_given_up_unlocks_what_is_typed_and_says_so() {
        try (var chromium = new Chromium()) {
            var page = signedIn(chromium);
            page.navigate(room(alba));
            type(page);
            page.route(url -> url.endsWith("/decision"), _ -> {}); // Never answered.

            patience(page, 300);
            page.keyboard().press("Control+s");
            assertUnlocked(page);
            patience(page, 0);
            page.keyboard().press("Control+s");
            assertThat(page.locator("[data-lost-note]")).isHidden();
            page.evaluate("() => htmx.trigger('[data-room-decision]', 'htmx:abort')");
            assertUnlocked(page);

            page.unrouteAll();
            page.keyboard().press("Control+s");
            assertThat(page.locator("#room")).containsText(TYPED);
            assertThat(page.locator("#decide")).isHidden();
            assertThat(chromium.violations()).isEmpty();
        }
    }

    /** Before htmx has taken a link over, its click loads a document anew. */
    private static void settled(Page page, String name) {
        assertThat(page.locator("#room h1")).containsText(name);
        page.waitForFunction(
                "() => document.readyState === 'complete'"
                        + " && !document.querySelector('.htmx-request, .htmx-swapping,"
                        + " .htmx-settling, .htmx-added')");
        page.waitForTimeout(300);
    }

    private static void patience(Page page, int millis) {
        page.evaluate(
                "millis => document.querySelector('[data-room-decision]')"
                        + ".setAttribute('hx-request', JSON.stringify({ timeout: millis }))",
                millis);
    }

    private static void assertUnlocked(Page page) {
        assertThat(page.locator("[data-lost-note]")).isVisible();
        assertThat(page.locator("[data-lost-note]")).containsText("non enregistrée");
        assertThat(page.locator("[data-unsaved-note]")).isVisible();
        assertThat(page.locator("[data-room-decision][inert]")).hasCount(0);
        assertThat(page.locator("#exams")).hasValue(TYPED);
    }

    @Test
    void of_two_tabs_the_one_used_last_leads_the_window_of_the_images() {
        try (var chromium = new Chromium()) {
            var images = signedIn(chromium);
            images.context().route(url -> url.endsWith("/images"), RoomBrowserTest::answer);
            images.evaluate(IMAGES, session.toString());
            var first = images.context().newPage();
            first.navigate(room(alba));
            follows(first);

            var second = images.context().newPage();
            second.navigate(room(corot));
            follows(second);
            isLed(first);

            first.keyboard().press("PageDown");
            follows(first);
            isLed(second);

            second.keyboard().press("v");
            follows(second);
            isLed(first);
            assertThat(images.evaluate(HEARD))
                    .isEqualTo(String.join(" ", text(alba), text(corot), text(blanc), text(corot)));
        }
    }

    private static String text(UUID id) {
        return id.toString();
    }

    /** Where the images are of the case in the address. */
    private static void answer(Route route) {
        var parts = route.request().url().split("/", -1);
        route.fulfill(
                new Route.FulfillOptions()
                        .setStatus(200)
                        .setBody("/viewer/viewer?case=" + parts[parts.length - 2]));
    }

    private static void follows(Page page) {
        assertThat(page.locator("[data-viewer-state]")).containsText("suit ce dossier");
    }

    private static void isLed(Page page) {
        assertThat(page.locator("[data-viewer-state]")).containsText("Un autre onglet");
    }

    private static void type(Page page) {
        page.keyboard().press("e");
        page.locator("#decide input[value=NO_PROPOSAL]").check();
        page.fill("#decide #exams", TYPED);
        page.fill("#decide #secondOpinion", "CHU TEST");
    }

    private String room(UUID boardCase) {
        return server.address() + "/sessions/" + session + "/room/" + boardCase;
    }

    private Page signedIn(Chromium chromium) {
        var page = chromium.page();
        page.navigate(server.address() + "/login");
        page.fill("input[name=name]", "dr.demo");
        page.fill("input[name=password]", Accounts.DEMO_PASSWORD);
        page.click("form[action=\"/login\"] button");
        page.waitForURL(url -> !url.endsWith("/login"));
        return page;
    }
}
