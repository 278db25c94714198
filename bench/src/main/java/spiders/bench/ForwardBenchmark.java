// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One object of 4 GB, near the most that a length of 32 bits can say, from our user through a
 * provider of ours with 512 MB of heap that stores it and sends it on, to DCMTK's storescp.
 */
final class ForwardBenchmark {

    private static final String HEAP = "-Xmx512m";
    private static final int FRAMES = 8190;
    private static final int FEW_FRAMES = 20;
    private static final double MEGA = 1e6;

    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();

    ForwardBenchmark(Path folder) {
        this.folder = folder;
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var last = Files.createDirectories(folder.resolve("last"));
        int lastPort = BenchProcess.freePort();
        var command = List.of("storescp", "+B", "-od", last.toString(), Integer.toString(lastPort));
        var between = Files.createDirectories(folder.resolve("between"));
        int port = BenchProcess.freePort();
        try (var storescp = BenchProcess.start(command, lastPort, folder.resolve("storescp.log"));
                var forwarder =
                        BenchProcess.java(
                                Forwarder.class,
                                port,
                                List.of(HEAP),
                                List.of(between.toString(), Integer.toString(lastPort)),
                                folder.resolve("forwarder.log"))) {
            var ours = new ProcessTree(forwarder.process().pid());
            var theirs = new ProcessTree(storescp.process().pid());
            var node = new RemoteNode(StoreReceiver.TITLE, "127.0.0.1", port, false);
            row("started", 0, 0, ours, theirs);
            for (int frames : List.of(FEW_FRAMES, FRAMES)) {
                send(frames, node, ours, theirs);
            }
        }
        Markdown.table(
                List.of(
                        "object, MB",
                        "s until it stands at the end",
                        "MB/s",
                        "peak RSS MB, ours between",
                        "peak RSS MB, storescp"),
                rows);
        compare(last, between);
        Markdown.say("Load %s at the end".formatted(Markdown.load()));
    }

    private void send(int frames, RemoteNode node, ProcessTree ours, ProcessTree theirs)
            throws IOException, InterruptedException {
        var source = folder.resolve("source" + frames);
        new Samples().multiFrame(source, frames);
        long start = System.nanoTime();
        NetworkSender.SPIDERS.send(node, List.of(List.of(source)), folder.resolve("sender.log"));
        double seconds = (System.nanoTime() - start) / 1e9;
        long bytes = Files.size(source.resolve("multiframe.dcm"));
        row(number(bytes / MEGA), bytes, seconds, ours, theirs);
        Files.delete(source.resolve("multiframe.dcm"));
    }

    private void row(String what, long bytes, double seconds, ProcessTree ours, ProcessTree theirs)
            throws IOException {
        rows.add(
                List.of(
                        what,
                        String.format(Locale.ROOT, "%.1f", seconds),
                        seconds > 0 ? number(bytes / MEGA / seconds) : "",
                        number(ours.peakBytes() / MEGA),
                        number(theirs.peakBytes() / MEGA)));
        Markdown.say("- " + String.join(", ", rows.getLast()));
    }

    /** What storescp wrote is what stands between, each with the file meta of who wrote it. */
    private static void compare(Path last, Path between) throws IOException {
        try (var files = Files.list(between)) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString().replace(".dcm", "");
                Markdown.say(
                        "%s: %s"
                                .formatted(
                                        name.substring(0, Math.min(12, name.length())),
                                        SameObject.check(file, received(last, name))));
            }
        }
    }

    /** storescp names a file by the modality and the SOP Instance UID. */
    private static Path received(Path folder, String sopInstanceUID) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(sopInstanceUID))
                    .findFirst()
                    .orElseThrow(() -> new IOException("It did not arrive: " + sopInstanceUID));
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}
