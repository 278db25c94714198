// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.UID;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A CT of many slices over 10 Mbit/s and 20 ms there and back: until its first image stands on the
 * screen of a Chromium that draws by software, and as bytes alone.
 */
final class FirstImageBenchmark {

    private static final long BITS = 10_000_000;
    private static final long LATENCY_MILLIS = 10;
    private static final long PREPARED_MILLIS = 500;
    private static final String PREPARED = "renditions";

    private final Workload workload;
    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();

    FirstImageBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var pacs = folder.resolve("pacs");
        var volumes =
                List.of(
                        Volume.write(pacs.resolve("first"), workload.count()),
                        Volume.write(pacs.resolve("next"), workload.count()));
        var studies = volumes.stream().map(Volume::study).toList();
        try (var source = Pacs.start(PacsSettings.of("CTPACS", pacs));
                var hub =
                        BenchHub.start(
                                folder.resolve("hub"),
                                List.of(BenchHub.source("ct", "CTPACS", source.port())),
                                List.of("-Xmx1g"))) {
            var opened = OpenedCase.of(hub, studies);
            awaitRenditions(2 * workload.count());
            protocol(hub, opened, volumes.getFirst(), pacs.resolve("first"));
            for (int round = 1; round <= workload.rounds(); round++) {
                screen(hub, studies, round, true);
                screen(hub, studies, round, false);
            }
        }
        Markdown.table(
                List.of("what", "s to the first image", "s to its full quality", "MB by then"),
                rows);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    /** What is made ahead of the first look is there. */
    private void awaitRenditions(int count) throws IOException, InterruptedException {
        var kept = folder.resolve("hub").resolve("hub").resolve(PREPARED);
        while (true) {
            try (var files = Files.walk(kept)) {
                if (files.filter(file -> file.toString().endsWith(".frame")).count() >= count) {
                    return;
                }
            }
            Thread.sleep(PREPARED_MILLIS);
        }
    }

    private void protocol(BenchHub hub, OpenedCase opened, Volume volume, Path files)
            throws IOException, InterruptedException {
        var home = Files.createDirectories(folder.resolve("orthanc"));
        try (var orthanc = OrthancProcess.start(home, List.of(), Map.of("KeepAlive", "true"));
                var uploads = Files.list(files)) {
            uploads.forEach(orthanc::upload);
            try (var ours = new SlowLink(hub.base().getPort(), BITS, LATENCY_MILLIS);
                    var theirs = new SlowLink(orthanc.http().getPort(), BITS, LATENCY_MILLIS)) {
                var hubs = new FirstBytes(at(ours, "/dicomweb/"), opened.token(), volume);
                var orthancs = new FirstBytes(at(theirs, "/dicom-web/"), "", volume);
                for (int round = 1; round <= workload.rounds(); round++) {
                    row("bytes: hub, HTJ2K, first 32 KB then all", hubs.streamed());
                    row("bytes: hub, as stored", hubs.plain());
                    row("bytes: Orthanc, as stored", orthancs.plain());
                }
            }
        }
    }

    private static URI at(SlowLink link, String path) {
        return URI.create("http://127.0.0.1:" + link.port() + path);
    }

    private void screen(BenchHub hub, List<UID> studies, int round, boolean isStreamed)
            throws IOException, InterruptedException {
        var kind = isStreamed ? "HTJ2K" : "as stored";
        var profile = Files.createDirectories(folder.resolve("profile" + round + isStreamed));
        try (var link = new SlowLink(hub.base().getPort(), BITS, LATENCY_MILLIS);
                var browser = DevTools.start(profile)) {
            var screen = new ViewerScreen(browser, link, isStreamed);
            screen.signIn();
            row("screen, " + kind + ": cold", screen.open(studies.getFirst()));
            row("screen, " + kind + ": loaded once", screen.open(studies.getLast()));
            row("screen, " + kind + ": another study open", screen.next(studies.getFirst()));
            browser.shoot(folder.resolveSibling("firstimage-" + kind.replace(' ', '-') + ".png"));
            screen.parts().forEach(Markdown::say);
        }
    }

    private void row(String what, Measured measured) {
        rows.add(
                List.of(
                        what,
                        seconds(measured.firstMillis()),
                        seconds(measured.fullMillis()),
                        String.format(Locale.ROOT, "%.2f", measured.bytes() / 1e6)));
        Markdown.say("- " + String.join(", ", rows.getLast()));
    }

    private static String seconds(double millis) {
        return String.format(Locale.ROOT, "%.2f", millis / 1e3);
    }

    /**
     * When something stood there.
     *
     * @param bytes that had come over the link when the image had its full quality
     */
    record Measured(double firstMillis, double fullMillis, long bytes) {}
}
