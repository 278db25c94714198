// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FileMeta;
import spiders.dicom.io.Part10;
import spiders.dicom.io.ReadOptions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures C-STORE, by hand, beside other people's programs.
 *
 * <p>{@code files DIRECTORY COUNT BYTES} writes CT images of so many bytes; {@code serve PORT
 * [DIRECTORY]} receives on a port, and drops or writes what comes; {@code send HOST PORT TITLE
 * DIRECTORY ROUNDS} sends a directory on one association. Each prints instances a second and CPU
 * milliseconds an instance for every round, the server at the end of each association.
 */
final class StoreBenchmark {

    private static final AETitle TITLE = new AETitle("SPIDERS");

    private StoreBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        switch (arguments[0]) {
            case "files" ->
                    files(
                            Path.of(arguments[1]),
                            Integer.parseInt(arguments[2]),
                            Integer.parseInt(arguments[3]));
            case "serve" -> serve(Integer.parseInt(arguments[1]), List.of(arguments));
            case "send" -> send(List.of(arguments));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void files(Path directory, int count, int length) throws IOException {
        Files.createDirectories(directory);
        var pixels = new byte[length];
        new Random(1).nextBytes(pixels);
        var series = UID.random();
        for (int i = 1; i <= count; i++) {
            var image =
                    DataSet.builder()
                            .set(Tags.SOPClassUID, Loopback.CT)
                            .set(Tags.SOPInstanceUID, UID.random())
                            .set(Tags.StudyInstanceUID, series)
                            .set(Tags.SeriesInstanceUID, series)
                            .set(Tags.PatientID, "BENCH")
                            .set(Tags.PixelData, VR.OW, pixels)
                            .build();
            try (var out = Files.newOutputStream(directory.resolve("CT%05d.dcm".formatted(i)))) {
                Part10.write(out, image, Loopback.EXPLICIT);
            }
        }
    }

    private static void serve(int port, List<String> arguments)
            throws IOException, InterruptedException {
        var stored = new AtomicLong();
        StoreHandler handler =
                arguments.size() < 3
                        ? (request, dataSet) -> drop(dataSet, stored)
                        : new Writer(Path.of(arguments.get(2)), stored);
        AssociationServer.builder(TITLE)
                .port(port)
                .callers(Callers.any())
                .storing(StorageClasses::isStandard, handler)
                .listener(new Meter(stored))
                .start();
        Thread.currentThread().join();
    }

    private static Status drop(InputStream dataSet, AtomicLong stored) throws IOException {
        dataSet.transferTo(OutputStream.nullOutputStream());
        stored.incrementAndGet();
        return Status.SUCCESS;
    }

    private record Writer(Path directory, AtomicLong stored) implements StoreHandler {

        @Override
        public Status store(StoreRequest request, InputStream dataSet) throws IOException {
            var meta =
                    FileMeta.of(
                            request.sopClassUID(),
                            request.sopInstanceUID(),
                            request.transferSyntax());
            var file = directory.resolve(request.sopInstanceUID().value());
            try (var out = Files.newOutputStream(file)) {
                Part10.write(out, meta, dataSet);
            }
            stored.incrementAndGet();
            return Status.SUCCESS;
        }
    }

    /** Counts from each acceptance to each release; for one association at a time. */
    private static final class Meter implements AssociationListener {

        private final AtomicLong stored;
        private long begin;
        private long cpu;
        private long before;

        Meter(AtomicLong stored) {
            this.stored = stored;
        }

        @Override
        public synchronized void accepted(Peer peer) {
            begin = System.nanoTime();
            cpu = cpuNanos();
            before = stored.get();
        }

        @Override
        public synchronized void released(Peer peer) {
            print("received", stored.get() - before, begin, cpu);
        }
    }

    private static void send(List<String> arguments) throws IOException {
        var node =
                new RemoteNode(
                        new AETitle(arguments.get(3)),
                        arguments.get(1),
                        Integer.parseInt(arguments.get(2)),
                        false);
        var instances = instances(Path.of(arguments.get(4)));
        for (int round = 0; round < Integer.parseInt(arguments.get(5)); round++) {
            long begin = System.nanoTime();
            long cpu = cpuNanos();
            var request = AssociationRequest.forStore(TITLE, instances);
            try (var association = Association.open(node, request, NetworkOptions.defaults())) {
                for (var instance : instances) {
                    var status = association.store(instance);
                    if (!status.isSuccess()) {
                        throw new IOException("status " + status);
                    }
                }
            }
            print("sent", instances.size(), begin, cpu);
        }
    }

    private static List<StorableInstance> instances(Path directory) throws IOException {
        var instances = new ArrayList<StorableInstance>();
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                var object = Part10.read(file, ReadOptions.withoutBulkData());
                long offset = object.dataSetOffset();
                instances.add(
                        new StorableInstance(
                                Loopback.CT,
                                object.meta().mediaStorageSOPInstanceUID().orElseThrow(),
                                object.meta().transferSyntax(),
                                () -> open(file, offset)));
            }
        }
        return instances;
    }

    private static InputStream open(Path file, long offset) throws IOException {
        var in = Files.newInputStream(file);
        in.skipNBytes(offset);
        return in;
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private static void print(String what, long count, long begin, long cpu) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuMillis = (cpuNanos() - cpu) / 1e6 / Math.max(count, 1);
        System.out.printf(
                Locale.ROOT,
                "%s %d in %.2f s: %.0f/s, CPU %.2f ms each%n",
                what,
                count,
                seconds,
                count / seconds,
                cpuMillis);
    }
}
