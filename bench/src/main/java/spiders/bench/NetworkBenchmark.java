// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * C-STORE to plain files: the toolkit's provider beside DCMTK's and Orthanc, its user beside
 * storescu, by turns; and the bound that loopback and disk set.
 */
final class NetworkBenchmark {

    private static final List<Integer> ASSOCIATIONS = List.of(1, 4);
    private static final int PARTS = 4;
    private static final int FEW = 200;
    private static final double MEGA = 1e6;
    private static final String OURS = "SPIDERS";
    private static final String SERIAL = "storescp";
    private static final String FORKING = "storescp --fork";

    private final Workload workload;
    private final Path folder;
    private final List<Measured> all = new ArrayList<>();

    NetworkBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
    }

    /** Who received from whom, in one round. */
    private record Measured(
            String receiver,
            NetworkSender sender,
            int associations,
            int round,
            double perSecond,
            double cpuMillis) {}

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        var samples = new Samples();
        samples.slices(folder.resolve("slices"), workload.count(), workload.bytes(), PARTS);
        samples.slices(folder.resolve("few"), FEW, workload.bytes(), PARTS);
        try (var ours = ours();
                var storescp = storescp(SERIAL, List.of());
                var forking = storescp(FORKING, List.of("--fork"));
                var orthanc = Receiver.orthanc(folder.resolve("orthanc"))) {
            var receivers = List.of(ours, storescp, forking, orthanc);
            for (var receiver : receivers) {
                warmUp(receiver);
            }
            for (int round = 1; round <= workload.rounds(); round++) {
                measure(receivers, round);
            }
            rates(receivers);
            ratios();
        }
        asShipped();
        Markdown.say("Load %s after the last round".formatted(Markdown.load()));
    }

    /** A receiver runs for months: its first thousands of objects, half compiled, do not count. */
    private void warmUp(Receiver receiver) throws IOException, InterruptedException {
        boolean isJava = receiver.name().equals(OURS);
        for (var sender : NetworkSender.values()) {
            send(receiver, sender, isJava ? "slices" : "few", mostAssociations(receiver));
        }
    }

    /** storescu and the receivers as Debian ships them: with Nagle's algorithm. */
    private void asShipped() throws IOException, InterruptedException {
        var rows = new ArrayList<List<String>>();
        var parts = new ArrayList<Path>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(folder.resolve("few").resolve("part" + part));
        }
        var sender = new Sender(parts, folder.resolve("storescu.log"));
        try (var ours = ours("ours-as-shipped");
                var storescp = Receiver.storescpAsShipped(folder.resolve("storescp-as-shipped"));
                var orthanc = Receiver.orthancAsShipped(folder.resolve("orthanc-as-shipped"))) {
            sender.send(ours.node(), PARTS, true);
            for (int associations : ASSOCIATIONS) {
                for (var receiver : List.of(ours, storescp, orthanc)) {
                    FreshUIDs.renew(folder.resolve("few"));
                    long start = System.nanoTime();
                    sender.send(receiver.node(), associations, false);
                    double seconds = (System.nanoTime() - start) / 1e9;
                    var rate = String.format(Locale.ROOT, "%.0f", FEW / seconds);
                    rows.add(List.of(receiver.name(), Integer.toString(associations), rate));
                }
            }
        }
        Markdown.table(List.of("receiver", "associations", "instances/s, all as shipped"), rows);
    }

    private Receiver ours() throws IOException, InterruptedException {
        return ours("ours");
    }

    private Receiver ours(String name) throws IOException, InterruptedException {
        var received = Files.createDirectories(folder.resolve(name));
        int port = BenchProcess.freePort();
        var process =
                BenchProcess.java(
                        StoreReceiver.class, port, received, folder.resolve(name + ".log"));
        return receiver(OURS, process, StoreReceiver.TITLE);
    }

    private Receiver storescp(String name, List<String> options)
            throws IOException, InterruptedException {
        var received = Files.createDirectories(folder.resolve(name.replace(' ', '-')));
        int port = BenchProcess.freePort();
        var command = new ArrayList<>(List.of("storescp", "-od", received.toString()));
        command.addAll(options);
        command.add(Integer.toString(port));
        var log = folder.resolve(received.getFileName() + ".log");
        return receiver(name, BenchProcess.start(command, port, log), new AETitle("STORESCP"));
    }

    private static Receiver receiver(String name, BenchProcess process, AETitle title) {
        var node = new RemoteNode(title, "127.0.0.1", process.port(), false);
        return new Receiver(name, node, process.process().pid(), process::close);
    }

    private void measure(List<Receiver> receivers, int round)
            throws IOException, InterruptedException {
        var turn = new ArrayList<>(receivers);
        Collections.rotate(turn, round);
        for (int associations : ASSOCIATIONS) {
            var raw = new RawCopy(folder.resolve("raw"), workload.count(), workload.bytes());
            double bound = raw.perSecond(associations);
            keep(new Measured("bound", NetworkSender.SPIDERS, associations, round, bound, 0));
            for (var receiver : turn) {
                if (associations <= mostAssociations(receiver)) {
                    for (var sender : NetworkSender.values()) {
                        keep(measured(receiver, sender, associations, round));
                    }
                }
            }
        }
    }

    /** storescp without --fork serves one association after the other. */
    private static int mostAssociations(Receiver receiver) {
        return receiver.name().equals(SERIAL) ? 1 : PARTS;
    }

    private Measured measured(Receiver receiver, NetworkSender sender, int associations, int round)
            throws IOException, InterruptedException {
        // Orthanc takes minutes for many objects; a few tell its rate as well.
        boolean slow = receiver.name().equals("Orthanc");
        int count = slow ? FEW : workload.count();
        var process = new ProcessTree(receiver.pid());
        long cpu = process.cpuMillis();
        double seconds = send(receiver, sender, slow ? "few" : "slices", associations);
        double cpuMillis = (process.cpuMillis() - cpu) / (double) count;
        return new Measured(
                receiver.name(), sender, associations, round, count / seconds, cpuMillis);
    }

    /** Sends files that nobody has yet: each has a new SOP Instance UID; returns the seconds. */
    private double send(Receiver receiver, NetworkSender sender, String files, int associations)
            throws IOException, InterruptedException {
        FreshUIDs.renew(folder.resolve(files));
        new ProcessBuilder("sync").start().waitFor(); // What came before is not written now.
        var shares = new ArrayList<List<Path>>();
        for (int i = 0; i < associations; i++) {
            var share = new ArrayList<Path>();
            for (int part = i; part < PARTS; part += associations) {
                share.add(folder.resolve(files).resolve("part" + part));
            }
            shares.add(share);
        }
        long start = System.nanoTime();
        sender.send(receiver.node(), shares, folder.resolve("storescu.log"));
        return (System.nanoTime() - start) / 1e9;
    }

    private void keep(Measured measured) throws IOException {
        all.add(measured);
        Markdown.say(
                String.format(
                        Locale.ROOT,
                        "- round %d, %d associations, %s from %s: %.0f/s, CPU %.2f ms, load %s",
                        measured.round(),
                        measured.associations(),
                        measured.receiver(),
                        measured.sender().label(),
                        measured.perSecond(),
                        measured.cpuMillis(),
                        Markdown.load()));
    }

    private List<Measured> of(String receiver, NetworkSender sender, int associations) {
        return all.stream()
                .filter(one -> one.receiver().equals(receiver))
                .filter(one -> one.sender() == sender)
                .filter(one -> one.associations() == associations)
                .toList();
    }

    private static Spread rate(List<Measured> measured) {
        return Spread.of(measured.stream().map(Measured::perSecond).toList());
    }

    private void rates(List<Receiver> receivers) {
        var rows = new ArrayList<List<String>>();
        for (int associations : ASSOCIATIONS) {
            for (var sender : NetworkSender.values()) {
                for (var receiver : receivers) {
                    if (associations <= mostAssociations(receiver)) {
                        rows.add(row(of(receiver.name(), sender, associations)));
                    }
                }
            }
            rows.add(row(of("bound", NetworkSender.SPIDERS, associations)));
        }
        Markdown.table(
                List.of(
                        "receiver",
                        "sender",
                        "associations",
                        "instances/s",
                        "MB/s",
                        "receiver's CPU ms an instance"),
                rows);
    }

    private List<String> row(List<Measured> measured) {
        var first = measured.getFirst();
        boolean bound = first.receiver().equals("bound");
        var rate = rate(measured);
        return List.of(
                bound ? "raw copy, the bound" : first.receiver(),
                bound ? "" : first.sender().label(),
                Integer.toString(first.associations()),
                rate.text(0),
                String.format(Locale.ROOT, "%.0f", rate.median() * workload.bytes() / MEGA),
                bound
                        ? ""
                        : Spread.of(measured.stream().map(Measured::cpuMillis).toList()).text(2));
    }

    private void ratios() {
        var rows = new ArrayList<List<String>>();
        for (int associations : ASSOCIATIONS) {
            var peers = associations == 1 ? List.of(SERIAL, FORKING) : List.of(FORKING);
            for (var sender : NetworkSender.values()) {
                var ours = of(OURS, sender, associations);
                for (var peer : peers) {
                    var name = "our provider / %s, from %s".formatted(peer, sender.label());
                    rows.add(ratio(name, ours, of(peer, sender, associations)));
                }
                var name = "our provider / Orthanc, from " + sender.label();
                rows.add(ratio(name, ours, of("Orthanc", sender, associations)));
            }
            for (var peer : peers) {
                rows.add(
                        ratio(
                                "our user / storescu, to " + peer,
                                of(peer, NetworkSender.SPIDERS, associations),
                                of(peer, NetworkSender.STORESCU, associations)));
            }
            rows.add(
                    ratio(
                            "our user and provider / the bound",
                            of(OURS, NetworkSender.SPIDERS, associations),
                            of("bound", NetworkSender.SPIDERS, associations)));
        }
        Markdown.table(List.of("rates", "associations", "ratio in the same round"), rows);
    }

    private static List<String> ratio(String name, List<Measured> ours, List<Measured> theirs) {
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(ours.get(round).perSecond() / theirs.get(round).perSecond());
        }
        return List.of(
                name, Integer.toString(ours.getFirst().associations()), Spread.of(ratios).text(2));
    }
}
