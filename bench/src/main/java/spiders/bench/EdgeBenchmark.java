// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.BoardCase;
import spiders.demo.CaseStory;
import spiders.demo.Demo;
import spiders.demo.HubApi;
import spiders.dicom.data.UID;
import spiders.testkit.link.BadLink;
import spiders.testkit.link.NetworkNamespace;
import spiders.testkit.link.Quality;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A CT from the Orthanc of a hospital to a hub over 100 Mbit/s and 50 ms there and back, by an edge
 * and by Orthanc's own C-STORE, by turns; and what one connection of TCP carries of that link.
 */
final class EdgeBenchmark {

    private static final String INSIDE = "spiders.bench.namespace";
    private static final long BITS_PER_SECOND = 100_000_000;
    private static final Duration DELAY = Duration.ofMillis(25);
    private static final List<Double> LOSSES = List.of(0.0, 0.001);
    private static final int SENDERS = Integer.getInteger("spiders.bench.senders", 16);

    /** What is slow is measured with a part of the objects. */
    private static final int FEWER = 8;

    private static final int SEED = 6;
    private static final Duration RAW = Duration.ofSeconds(6);
    private static final int CHUNK = 64 << 10;
    private static final double MEGA = 1e6;
    private static final CaseStory STORY =
            new CaseStory("digestif", Samples.PERSON, true, "Mesure", CaseStory.Until.ALL_ORDERED);

    private final Workload workload;
    private final Path folder;
    private final List<List<String>> rows = new ArrayList<>();

    EdgeBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** In a network of its own, so that nothing of the machine's is touched. */
    void run() throws IOException, InterruptedException {
        if (!Boolean.getBoolean(INSIDE)) {
            runInside();
            return;
        }
        Markdown.machine();
        var here = NetworkNamespace.ofThisProcess();
        here.run("ip", "link", "set", "lo", "up");
        try (var hospital = NetworkNamespace.create();
                var link =
                        BadLink.between(
                                here,
                                hospital,
                                Quality.of(BITS_PER_SECOND, DELAY, LOSSES.getFirst()),
                                SEED);
                var site = HospitalSite.start(folder, hospital, SENDERS)) {
            measure(link, hospital, site);
            Markdown.say("peak RSS of the edge: %.0f MB".formatted(site.edge().peakBytes() / MEGA));
        }
        Markdown.table(
                List.of(
                        "loss %",
                        "way", "MB", "s", "MB/s", "% of the link", "MB on the wire", "edge CPU s"),
                rows);
    }

    private void runInside() throws IOException, InterruptedException {
        var home = Objects.requireNonNull(System.getProperty("java.home"));
        var command =
                List.of(
                        "unshare",
                        "--net",
                        Path.of(home, "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-D" + INSIDE + "=true",
                        "-Dspiders.bench.senders=" + SENDERS,
                        "-cp",
                        Objects.requireNonNull(System.getProperty("java.class.path")),
                        Bench.class.getName(),
                        "edge",
                        "--count",
                        Integer.toString(workload.count()),
                        "--bytes",
                        Integer.toString(workload.bytes()),
                        "--rounds",
                        Integer.toString(workload.rounds()),
                        "--folder",
                        workload.folder().toString());
        var process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("it needs root: network namespaces and /dev/net/tun");
        }
    }

    /** The studies of one round, each sent once. */
    private record Round(UID noise, UID volume, UID stored, UID shipped) {}

    private void measure(BadLink link, NetworkNamespace hospital, HospitalSite site)
            throws IOException, InterruptedException {
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < LOSSES.size() * workload.rounds(); i++) {
            rounds.add(uploaded(site, folder.resolve("round" + i)));
        }
        try (var api = new HubApi(site.hub().base())) {
            api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
            var boardCase = register(api);
            boardCase.confirmProbable(boardCase.search(_ -> {}));
            for (double loss : LOSSES) {
                link.quality(Quality.of(BITS_PER_SECOND, DELAY, loss));
                var line = new Line(link, site, loss);
                line.add("one connection of TCP", false, () -> raw(hospital));
                for (int i = 0; i < workload.rounds(); i++) {
                    round(line, boardCase, site, rounds.removeLast());
                }
            }
        }
    }

    private void round(Line line, BoardCase boardCase, HospitalSite site, Round round)
            throws IOException, InterruptedException {
        line.add("edge, CT", true, () -> received(boardCase, round.volume()));
        line.add(
                "Orthanc, 4 associations, tuned",
                false,
                () -> {
                    HospitalSite.store(site.tuned(), round.stored(), 4);
                    return (long) workload.count() * workload.bytes();
                });
        line.add("edge, noise", true, () -> received(boardCase, round.noise()));
        line.add(
                "Orthanc as shipped",
                false,
                () -> {
                    HospitalSite.store(site.asShipped(), round.shipped(), 1);
                    return (long) workload.count() / FEWER * workload.bytes();
                });
    }

    private Round uploaded(HospitalSite site, Path place) throws IOException {
        var samples = new Samples();
        int count = workload.count();
        var noise = samples.slices(place.resolve("noise"), count, workload.bytes(), 1);
        HospitalSite.upload(site.tuned(), place.resolve("noise"));
        var stored = samples.slices(place.resolve("stored"), count, workload.bytes(), 1);
        HospitalSite.upload(site.tuned(), place.resolve("stored"));
        var shipped = samples.slices(place.resolve("shipped"), count / FEWER, workload.bytes(), 1);
        HospitalSite.upload(site.asShipped(), place.resolve("shipped"));
        var volume = Volume.write(place.resolve("ct"), count).study();
        HospitalSite.upload(site.tuned(), place.resolve("ct"));
        return new Round(noise, volume, stored, shipped);
    }

    /** What is measured of one thing that is sent. */
    private interface Sending {
        /** Returns how many bytes came. */
        long bytes() throws IOException, InterruptedException;
    }

    /** One row of the table after another, at one loss. */
    private final class Line {

        private final BadLink link;
        private final HospitalSite site;
        private final double loss;

        Line(BadLink link, HospitalSite site, double loss) {
            this.link = link;
            this.site = site;
            this.loss = loss;
        }

        void add(String way, boolean isEdge, Sending sending)
                throws IOException, InterruptedException {
            long wire = link.up().bytes();
            long cpu = site.edge().cpuMillis();
            long start = System.nanoTime();
            long bytes = sending.bytes();
            double seconds = (System.nanoTime() - start) / 1e9;
            double perSecond = bytes / seconds;
            rows.add(
                    List.of(
                            number("%.1f", loss * 100),
                            way,
                            number("%.0f", bytes / MEGA),
                            number("%.1f", seconds),
                            number("%.2f", perSecond / MEGA),
                            number("%.0f", 100 * perSecond * 8 / BITS_PER_SECOND),
                            number("%.0f", (link.up().bytes() - wire) / MEGA),
                            isEdge ? number("%.1f", (site.edge().cpuMillis() - cpu) / 1e3) : ""));
            Markdown.say("- " + String.join(", ", rows.getLast()));
        }
    }

    /** As much as one connection carries in some seconds. */
    private static long raw(NetworkNamespace hospital) throws IOException, InterruptedException {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(BadLink.HUB, 0));
            try (var sender = hospital.call(() -> SocketChannel.open(server.getLocalAddress()));
                    var receiver = server.accept()) {
                var reading = Thread.ofPlatform().start(() -> drain(receiver));
                var chunk = ByteBuffer.allocateDirect(CHUNK);
                long end = System.nanoTime() + RAW.toNanos();
                long bytes = 0;
                while (System.nanoTime() < end) {
                    bytes += sender.write(chunk.clear());
                }
                sender.shutdownOutput();
                reading.join();
                return bytes;
            }
        }
    }

    private static void drain(SocketChannel from) {
        var chunk = ByteBuffer.allocateDirect(CHUNK);
        try {
            while (from.read(chunk.clear()) >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BoardCase register(HubApi api) throws IOException, InterruptedException {
        for (var session : api.get("/api/v1/boards/digestif/sessions").path("sessions")) {
            if (session.path("open").asBoolean()) {
                var body = STORY.registration(session.path("id").asString());
                return new BoardCase(api, api.post("/api/v1/cases", body).path("id").asString());
            }
        }
        throw new IOException("No open session");
    }

    private static long received(BoardCase boardCase, UID study)
            throws IOException, InterruptedException {
        boardCase.order(List.of(study.value()));
        while (true) {
            for (var row : boardCase.transfers()) {
                if (row.studyInstanceUID().equals(study.value()) && row.isFinal()) {
                    if (!row.isVerified()) {
                        throw new IOException("Not verified: " + row);
                    }
                    return row.bytes();
                }
            }
            Thread.sleep(100);
        }
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
