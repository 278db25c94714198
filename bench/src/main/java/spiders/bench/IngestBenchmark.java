// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** C-STORE of CT slices by storescu into a hub and its peers, by turns. */
final class IngestBenchmark {

    private static final List<Integer> ASSOCIATIONS = List.of(1, 4);
    private static final int PARTS = 4;
    private static final int FEW = 200;
    private static final double MEGA = 1e6;

    private final Workload workload;
    private final Path folder;

    IngestBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** One receiver's share of a round. */
    private record Measured(
            String receiver, int associations, int round, double perSecond, double cpuMillis) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var samples = new Samples();
        samples.slices(folder.resolve("slices"), workload.count(), workload.bytes(), PARTS);
        samples.slices(folder.resolve("few"), FEW, workload.bytes(), PARTS);
        Markdown.say(
                "%d instances of %d bytes a round; the disk syncs %.0f such files/s, one at a time"
                        .formatted(workload.count(), workload.bytes(), syncedFiles()));
        try (var hub = Receiver.hub(folder.resolve("hub"));
                var orthanc = Receiver.orthanc(folder.resolve("orthanc"));
                var storescp = Receiver.storescp(folder.resolve("storescp"))) {
            switch (workload.store()) {
                case DISK -> measure(List.of(hub, orthanc, storescp));
                case S3 -> {
                    try (var onS3 = Receiver.hubOnS3(folder.resolve("hub-s3"))) {
                        measure(List.of(hub, onS3, orthanc, storescp));
                    }
                }
            }
        }
    }

    private void measure(List<Receiver> receivers) throws IOException, InterruptedException {
        for (var receiver : receivers) {
            sender("few").send(receiver.node(), PARTS, true); // A JVM begins cold.
        }
        var all = new ArrayList<Measured>();
        for (int round = 1; round <= workload.rounds(); round++) {
            var turn = new ArrayList<>(receivers);
            Collections.rotate(turn, round);
            for (int associations : ASSOCIATIONS) {
                for (var receiver : turn) {
                    all.add(measured(receiver, associations, round));
                }
            }
        }
        Markdown.say("Load %s after the last round".formatted(Markdown.load()));
        rates(receivers, all);
        ratios(receivers, all);
        asShipped(receivers);
    }

    private Sender sender(String files) {
        var parts = new ArrayList<Path>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(folder.resolve(files).resolve("part" + part));
        }
        return new Sender(parts, folder.resolve("storescu.log"));
    }

    private Measured measured(Receiver receiver, int associations, int round)
            throws IOException, InterruptedException {
        var process = new ProcessTree(receiver.pid());
        long cpu = process.cpuMillis();
        long start = System.nanoTime();
        sender("slices").send(receiver.node(), associations, true);
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMillis = (process.cpuMillis() - cpu) / (double) workload.count();
        var measured =
                new Measured(
                        receiver.name(),
                        associations,
                        round,
                        workload.count() / seconds,
                        cpuMillis);
        Markdown.say(
                String.format(
                        Locale.ROOT,
                        "- round %d, %d associations, %s: %.1f/s, CPU %.2f ms, load %s",
                        round,
                        associations,
                        receiver.name(),
                        measured.perSecond(),
                        cpuMillis,
                        Markdown.load()));
        return measured;
    }

    private void rates(List<Receiver> receivers, List<Measured> all) throws IOException {
        var rows = new ArrayList<List<String>>();
        for (int associations : ASSOCIATIONS) {
            for (var receiver : receivers) {
                var own = of(receiver, associations, all);
                var rate = Spread.of(own.stream().map(Measured::perSecond).toList());
                var cpu = Spread.of(own.stream().map(Measured::cpuMillis).toList());
                var process = new ProcessTree(receiver.pid());
                rows.add(
                        List.of(
                                receiver.name(),
                                Integer.toString(associations),
                                rate.text(0),
                                number(rate.median() * workload.bytes() / MEGA),
                                cpu.text(2),
                                number(process.peakBytes() / MEGA),
                                number(process.childrenBytes() / MEGA)));
            }
        }
        Markdown.table(
                List.of(
                        "receiver",
                        "associations",
                        "instances/s",
                        "MB/s",
                        "CPU ms an instance",
                        "peak RSS MB",
                        "its children's PSS MB"),
                rows);
    }

    private static List<Measured> of(Receiver receiver, int associations, List<Measured> all) {
        return all.stream()
                .filter(one -> one.receiver().equals(receiver.name()))
                .filter(one -> one.associations() == associations)
                .toList();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    /** The hub's rate over each peer's, round by round: what others do on the machine cancels. */
    private static void ratios(List<Receiver> receivers, List<Measured> all) {
        var rows = new ArrayList<List<String>>();
        for (int associations : ASSOCIATIONS) {
            var ours = of(receivers.getFirst(), associations, all);
            for (var peer : receivers.subList(1, receivers.size())) {
                var theirs = of(peer, associations, all);
                var ratios = new ArrayList<Double>();
                for (int round = 0; round < ours.size(); round++) {
                    ratios.add(ours.get(round).perSecond() / theirs.get(round).perSecond());
                }
                rows.add(
                        List.of(
                                "hub / " + peer.name(),
                                Integer.toString(associations),
                                Spread.of(ratios).text(2)));
            }
        }
        Markdown.table(List.of("rates", "associations", "ratio in the same round"), rows);
    }

    private void asShipped(List<Receiver> receivers) throws IOException, InterruptedException {
        var rows = new ArrayList<List<String>>();
        for (var receiver : receivers) {
            long start = System.nanoTime();
            sender("few").send(receiver.node(), 1, false);
            double seconds = (System.nanoTime() - start) / 1e9;
            rows.add(List.of(receiver.name(), number(FEW / seconds)));
        }
        Markdown.table(List.of("receiver", "instances/s from storescu as shipped"), rows);
    }

    /** How many files a second this disk takes when each is synced before the next. */
    private double syncedFiles() throws IOException {
        var bytes = ByteBuffer.allocateDirect(workload.bytes());
        var probe = Files.createDirectories(folder.resolve("probe"));
        long start = System.nanoTime();
        for (int i = 0; i < FEW; i++) {
            try (var channel =
                    FileChannel.open(
                            probe.resolve(Integer.toString(i)),
                            StandardOpenOption.CREATE_NEW,
                            StandardOpenOption.WRITE)) {
                channel.write(bytes.rewind());
                channel.force(false);
            }
        }
        return FEW * 1e9 / (System.nanoTime() - start);
    }
}
