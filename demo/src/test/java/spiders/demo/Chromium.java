// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ScreenshotCaret;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * The machine's Chromium, drawing by software; it remembers what a page must not do: break the
 * content security policy, or ask anybody but the hub.
 */
final class Chromium implements AutoCloseable {

    static final double MINUTE = 60_000;

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
    private static final String TELL_VIOLATIONS =
            "document.addEventListener('securitypolicyviolation', e => console.error("
                    + "'Content Security Policy: ' + e.effectiveDirective + ' ' + e.blockedURI"
                    + " + ' ' + e.sourceFile + ':' + e.lineNumber))";

    private final URI base;
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<String> strangers = new CopyOnWriteArrayList<>();

    /** A browser for the pages of one hub. */
    Chromium(URI base) throws IOException {
        Files.createDirectories(SCREENSHOTS);
        this.base = base;
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

    /** A page of a new visitor, in French. */
    Page page() {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1500, 950)
                                .setLocale("fr-FR"));
        context.addInitScript(TELL_VIOLATIONS);
        context.onConsoleMessage(this::remember);
        context.onRequest(this::remember);
        var page = context.newPage();
        page.setDefaultTimeout(MINUTE);
        return page;
    }

    private void remember(ConsoleMessage message) {
        if (message.text().contains("Content Security Policy")) {
            violations.add(message.text());
        }
    }

    private void remember(Request request) {
        var url = request.url();
        if (!url.startsWith(base + "/") && !url.startsWith("blob:") && !url.startsWith("data:")) {
            strangers.add(url);
        }
    }

    /** A page of the demo's clinician. */
    Page clinician() {
        var page = page();
        signIn(page, Demo.PASSWORD);
        page.waitForURL(url -> !url.contains("/login"));
        return page;
    }

    void signIn(Page page, String password) {
        page.navigate(base + "/login");
        page.fill("#name", Demo.CLINICIAN);
        page.fill("#password", password);
        page.click("form.form button.primary");
    }

    /** What the content security policy forbade, of all pages so far. */
    List<String> violations() {
        return List.copyOf(violations);
    }

    /** What was asked of others than the hub. */
    List<String> strangers() {
        return List.copyOf(strangers);
    }

    static void shoot(Page page, String name) {
        // A hidden caret would be a style in each field, which the page's policy forbids to copy.
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setCaret(ScreenshotCaret.INITIAL)
                        .setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
