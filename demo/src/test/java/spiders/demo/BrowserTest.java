// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.dictionary.Tags;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

/** The main job as a clinician does it, in a real browser, down to the pixels on the screen. */
@Tag("peer")
class BrowserTest {

    private static final int OBJECTS = 30;
    private static final double MINUTE = 60_000;
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> FLAGS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--use-gl=angle",
                    "--use-angle=swiftshader",
                    "--enable-unsafe-swiftshader",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    @TempDir static Path folder;
    private static TestHub hub;
    private static Pacs pacs;
    private static Playwright playwright;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Files.createDirectories(SCREENSHOTS);
        hub = new TestHub(folder);
        var exams = TestExams.write(folder.resolve("old"), TestExams.CATALOGUE.oldCT(), OBJECTS);
        pacs = Pacs.start(PacsSettings.of("DEMO_LILLE", exams).withDestination(hub.node()));
        hub.start(List.of(TestHub.source("lille", pacs, "get, move")));
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(
                                        Map.of(
                                                "PLAYWRIGHT_NODEJS_PATH",
                                                program("node").toString(),
                                                "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                                                "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(program("chromium"))
                                        .setArgs(FLAGS));
    }

    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not installed"));
    }

    @AfterAll
    static void stop() throws Exception {
        browser.close();
        playwright.close();
        hub.close();
        pacs.close();
    }

    private static Page page() {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1500, 950)
                                .setLocale("fr-FR"));
        var page = context.newPage();
        page.setDefaultTimeout(MINUTE);
        return page;
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private static void signIn(Page page, String password) {
        page.navigate(hub.base() + "/login");
        page.fill("#name", Demo.CLINICIAN);
        page.fill("#password", password);
        page.click("form.form button.primary");
    }

    @Test
    void a_wrong_password_stays_outside() {
        var page = page();
        signIn(page, "wrong");

        assertThat(page).hasURL(Pattern.compile(".*/login.*"));
        assertThat(page.locator("[role=alert], .alert").first()).isVisible();
        shoot(page, "wrong-password");
    }

    @Test
    void a_clinician_registers_picks_and_sees_the_right_slice() throws Exception {
        var page = page();
        page.navigate(hub.base() + "/login");
        shoot(page, "login");
        signIn(page, Demo.PASSWORD);
        page.navigate(hub.base() + "/boards/digestif");
        shoot(page, "board");
        openTomorrow(page);
        register(page);
        shoot(page, "search");
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
        shoot(page, "registration");
        page.click("button.primary[type=submit]");
        assertThat(page).hasURL(Pattern.compile(".*/cases/.*"));
    }

    private static void confirm(Page page) {
        var button = page.locator(".rcp-decisions button[value=CONFIRMED]").first();
        button.waitFor();
        shoot(page, "identity");
        button.click();
    }

    private static void order(Page page) {
        var tick = page.locator("input.pick").first();
        tick.waitFor();
        tick.check();
        shoot(page, "picker");
        page.locator("button[data-key=t]").click();
        assertThat(page.locator(".rcp-transfer"))
                .containsText(
                        OBJECTS + "",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(MINUTE));
        assertThat(page.locator(".rcp-transfer .badge").first())
                .containsText(
                        Pattern.compile("[Vv]érifié"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(2 * MINUTE));
        shoot(page, "verified");
    }

    private static void view(Page page) throws Exception {
        long click = System.nanoTime();
        var viewer = page.waitForPopup(() -> page.locator("button[data-key=v]").first().click());
        viewer.setViewportSize(1500, 950);
        var canvas = viewer.locator(".cornerstone-canvas").first();
        try {
            canvas.waitFor(new Locator.WaitForOptions().setTimeout(2 * MINUTE));
        } finally {
            shoot(viewer, "viewer-opened");
        }
        var first = awaitNumber(canvas, OptionalInt.empty());
        System.out.printf("click to first image: %d ms%n", (System.nanoTime() - click) / 1_000_000);
        shoot(viewer, "viewer");
        requireSlice(canvas, first);
        canvas.hover();
        viewer.mouse().wheel(0, 100);
        var second = awaitNumber(canvas, OptionalInt.of(first));
        shoot(viewer, "viewer-scrolled");
        assertThat(second).isEqualTo(first + 1);
        requireSlice(canvas, second);
    }

    /** Waits for an image whose number is another than {@code before}. */
    private static int awaitNumber(Locator canvas, OptionalInt before) throws Exception {
        for (int i = 0; i < 300; i++) {
            var number = new ScreenReader(picture(canvas)).number();
            if (number.isPresent() && !number.equals(before)) {
                return number.getAsInt();
            }
            Thread.sleep(200);
        }
        Files.write(SCREENSHOTS.resolve("unread.png"), canvas.screenshot());
        throw new AssertionError("No numbered image within a minute");
    }

    private static BufferedImage picture(Locator canvas) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(canvas.screenshot()));
    }

    private static void requireSlice(Locator canvas, int number) throws Exception {
        var object = TestExams.CATALOGUE.oldCT().objects().get(number - 1).object().call();
        ByteBuffer bytes = object.bytes(Tags.PixelData).orElseThrow().buffer();
        var pixels = bytes.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        var stored = new int[pixels.remaining()];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = pixels.get(i);
        }
        var likeness = new ScreenReader(picture(canvas)).likeness(stored, 50, 400);
        assertThat(likeness).isGreaterThan(0.95);
    }
}
