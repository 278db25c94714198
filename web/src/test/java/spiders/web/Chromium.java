// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** The machine's Chromium; it remembers what the content security policy forbade. */
public final class Chromium implements AutoCloseable {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final String TELL_VIOLATIONS =
            "document.addEventListener('securitypolicyviolation', e => console.error("
                    + "'Content Security Policy: ' + e.effectiveDirective + ' ' + e.blockedURI))";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** Starts it, without a window. */
    public Chromium() {
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
                                        .setArgs(
                                                List.of(
                                                        "--no-sandbox",
                                                        "--disable-gpu",
                                                        "--no-first-run",
                                                        "--disable-background-networking",
                                                        "--disable-component-update",
                                                        "--disable-sync")));
    }

    private static Path program(String name) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not installed"));
    }

    /** A page of a new visitor, in French. */
    public Page page() {
        var context =
                browser.newContext(
                        new Browser.NewContextOptions()
                                .setViewportSize(1200, 900)
                                .setLocale("fr-FR"));
        context.addInitScript(TELL_VIOLATIONS);
        context.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                violations.add(message.text());
            }
        });
        var page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MILLIS);
        return page;
    }

    /** What the content security policy forbade, on all pages so far. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
