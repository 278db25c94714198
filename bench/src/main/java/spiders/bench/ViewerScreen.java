// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.bench.FirstImageBenchmark.Measured;
import spiders.demo.Demo;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The viewer in a browser: when an image is drawn, told by the viewer's own events. */
final class ViewerScreen {

    /** Notes when an image was drawn first, and in full quality, since the page was asked for. */
    private static final String WATCH =
            """
            (() => {
              const full = 8;
              window.seen = {};
              window.opened = 0;
              window.said = [];
              const say = what => window.said.push(String(what?.stack ?? what).slice(0, 300));
              const error = console.error;
              console.error = (...all) => { all.forEach(say); error(...all); };
              const warn = console.warn;
              console.warn = (...all) => { all.forEach(say); warn(...all); };
              addEventListener('unhandledrejection', event => say(event.reason));
              const note = event => {
                const id = event.detail?.viewportId;
                const view = window.services?.cornerstoneViewportService
                  ?.getCornerstoneViewport?.(id);
                const image = view?.csImage;
                if (!image || (window.wanted && !image.imageId.includes(window.wanted))) {
                  return;
                }
                requestAnimationFrame(() => setTimeout(() => {
                  window.seen.first ??= performance.now() - window.opened;
                  if ((image.imageQualityStatus ?? full) >= full) {
                    window.seen.full ??= performance.now() - window.opened;
                  }
                }));
              };
              document.addEventListener('CORNERSTONE_IMAGE_RENDERED', note, true);
              document.addEventListener('CORNERSTONE_STACK_NEW_IMAGE', note, true);
            })();
            """;

    /** Has the viewer ask for what is stored, as it does of any archive. */
    private static final String AS_STORED =
            """
            (() => {
              const plain = 'multipart/related; type=application/octet-stream; transfer-syntax=*';
              const set = XMLHttpRequest.prototype.setRequestHeader;
              XMLHttpRequest.prototype.setRequestHeader = function (name, value) {
                set.call(this, name, String(value).includes('image/jphc') ? plain : value);
              };
              const plainFetch = window.fetch;
              window.fetch = (what, how) => {
                if (String(how?.headers?.Accept ?? '').includes('image/jphc')) {
                  how = { ...how, headers: { ...how.headers, Accept: plain } };
                }
                return plainFetch(what, how);
              };
            })();
            """;

    /** What was loaded, by kind: how many, when the last of them was whole, how many bytes. */
    private static final String PARTS =
            """
            (() => {
              const kinds = {};
              for (const one of performance.getEntriesByType('resource')) {
                const kind = one.name.includes('/frames/') ? 'frames'
                  : one.name.includes('/metadata') ? 'metadata'
                  : one.name.includes('/dicomweb/') ? 'searches' : 'application';
                const sum = kinds[kind] ??= { count: 0, first: 1e9, last: 0, bytes: 0 };
                sum.count++;
                sum.first = Math.min(sum.first, one.requestStart);
                sum.last = Math.max(sum.last, one.responseEnd);
                sum.bytes += one.transferSize;
              }
              return Object.entries(kinds).map(([kind, sum]) => kind + ': ' + sum.count
                + ' requests from ' + Math.round(sum.first) + ' to ' + Math.round(sum.last)
                + ' ms, ' + Math.round(sum.bytes / 1000) + ' kB').join('; ');
            })()
            """;

    private static final long POLL_MILLIS = 20;
    private static final int POLLS = 3000;

    /** What stood on the screen when nothing was told of an image. */
    private static final Path NOT_SEEN = Path.of("firstimage-not-seen.png");

    private final DevTools browser;
    private final SlowLink link;
    private final List<String> parts = new ArrayList<>();

    ViewerScreen(DevTools browser, SlowLink link, boolean isStreamed)
            throws IOException, InterruptedException {
        this.browser = browser;
        this.link = link;
        script(WATCH);
        if (!isStreamed) {
            script(AS_STORED);
        }
    }

    private void script(String source) throws IOException, InterruptedException {
        browser.send("Page.addScriptToEvaluateOnNewDocument", Map.of("source", source));
    }

    private String address(String path) {
        return "http://127.0.0.1:%d%s".formatted(link.port(), path);
    }

    void signIn() throws IOException, InterruptedException {
        browser.send("Page.navigate", Map.of("url", address("/login")));
        await("document.readyState === 'complete' && !!document.querySelector('#password')");
        browser.evaluate(
                "document.querySelector('#name').value = '%s';".formatted(Demo.CLINICIAN)
                        + "document.querySelector('#password').value = '%s';"
                                .formatted(Demo.PASSWORD)
                        + "document.querySelector('form.form button.primary').click()");
        await("!location.pathname.startsWith('/login') && document.readyState === 'complete'");
    }

    /** Opens the viewer on a study as a link does. */
    Measured open(UID study) throws IOException, InterruptedException {
        long before = link.downloaded();
        browser.send("Page.navigate", Map.of("url", address(path(study))));
        return measured(before, "a page of its own");
    }

    /** Has the open viewer go to another study, as a link within it does. */
    Measured next(UID study) throws IOException, InterruptedException {
        long before = link.downloaded();
        browser.evaluate(
                "performance.clearResourceTimings(); window.seen = {}; window.wanted = '%s';"
                                .formatted(study.value())
                        + "window.opened = performance.now();"
                        + "history.pushState({}, '', '%s');".formatted(path(study))
                        + "dispatchEvent(new PopStateEvent('popstate', {state: {}}))");
        return measured(before, "the next study");
    }

    private static String path(UID study) {
        return "/viewer/viewer?StudyInstanceUIDs=" + study.value();
    }

    private Measured measured(long before, String what) throws IOException, InterruptedException {
        await("window.seen?.full !== undefined");
        long bytes = link.downloaded() - before;
        var seen = browser.evaluate("window.seen");
        parts.add("- %s: %s".formatted(what, browser.evaluate(PARTS).asString()));
        return new Measured(seen.path("first").asDouble(), seen.path("full").asDouble(), bytes);
    }

    /** Where the time went, a line for each that was opened. */
    List<String> parts() {
        return List.copyOf(parts);
    }

    private void await(String condition) throws IOException, InterruptedException {
        for (int i = 0; i < POLLS; i++) {
            if (browser.evaluate(condition).asBoolean(false)) {
                return;
            }
            Thread.sleep(POLL_MILLIS);
        }
        browser.shoot(NOT_SEEN);
        throw new IOException(
                "Never: %s at %s; %s; it said: %s"
                        .formatted(
                                condition,
                                browser.evaluate("location.href").asString(),
                                browser.evaluate(PARTS).asString(),
                                browser.evaluate("window.said.join('; ')").asString()));
    }
}
