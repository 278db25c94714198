// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameReader;
import spiders.dicom.pixel.ImagePixel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * How many million pixels a second each decoder makes: DCMTK's tools as whole processes, and ours
 * in this process, warm. Each round takes both, one after the other.
 */
final class CodecBenchmark {

    private static final int MAX_FRAMES = 4;
    private static final int WARM_UP = 4;
    private static final double MILLION = 1e6;
    private static final double NANOS = 1e9;
    private static final int CHILDREN_TIME = 13;
    private static final long TICKS_A_SECOND = 100; // USER_HZ is 100 on every Linux.

    private final Workload workload;
    private final Path folder;
    private final int frames;

    CodecBenchmark(Workload workload, Path folder) {
        this.workload = workload;
        this.folder = folder;
        this.frames = Math.min(MAX_FRAMES, workload.count());
    }

    void run() throws IOException, InterruptedException {
        Markdown.machine();
        Markdown.say("%d frames of 6 million pixels each".formatted(frames));
        var rows = new ArrayList<List<String>>();
        for (var codec : CodecCase.all()) {
            rows.add(measured(codec));
        }
        Markdown.table(
                List.of(
                        "codec",
                        "tool",
                        "MP/s of its CPU",
                        "its MP/s",
                        "our MP/s of CPU",
                        "our MP/s",
                        "with 2 threads",
                        "CPU, ours / its"),
                rows);
        Markdown.say("Load %s after the end".formatted(Markdown.load()));
    }

    private List<String> measured(CodecCase codec) throws IOException, InterruptedException {
        var original = folder.resolve("original.dcm");
        var encoded = folder.resolve("encoded.dcm");
        var decoded = folder.resolve("decoded.dcm");
        write(original, codec.image());
        command(codec.encoder(), original, encoded);
        var object = Part10.read(encoded);
        var reader =
                FrameReader.of(
                        object.dataSet(), object.meta().transferSyntax(), BulkDataSource.none());
        for (int i = 0; i < WARM_UP; i++) {
            reader.frame(i % frames);
        }
        double pixels = (double) codec.image().pixels() * frames / MILLION;
        var toolCPU = new ArrayList<Double>();
        var toolWall = new ArrayList<Double>();
        var ourCPU = new ArrayList<Double>();
        var ourWall = new ArrayList<Double>();
        var together = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int round = 0; round < workload.rounds(); round++) {
            double cpu = childrenSeconds();
            long start = System.nanoTime();
            command(codec.decoder(), encoded, decoded);
            toolWall.add(pixels / ((System.nanoTime() - start) / NANOS));
            double toolSeconds = childrenSeconds() - cpu;
            toolCPU.add(pixels / toolSeconds);
            start = System.nanoTime();
            double ourSeconds = decode(reader);
            ourWall.add(pixels / ((System.nanoTime() - start) / NANOS));
            ourCPU.add(pixels / ourSeconds);
            ratios.add(ourSeconds / toolSeconds);
            together.add(pixels / parallel(reader));
        }
        return List.of(
                codec.name(),
                codec.decoder().getFirst(),
                Spread.of(toolCPU).text(0),
                Spread.of(toolWall).text(0),
                Spread.of(ourCPU).text(0),
                Spread.of(ourWall).text(0),
                Spread.of(together).text(0),
                Spread.of(ratios).text(2));
    }

    /** Decodes all frames; returns the seconds of CPU. */
    private double decode(FrameReader reader) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < frames; i++) {
            reader.frame(i);
        }
        return (threads.getCurrentThreadCpuTime() - cpu) / NANOS;
    }

    /** Decodes all frames in two threads; returns the seconds by the clock. */
    private double parallel(FrameReader reader) throws InterruptedException {
        var work = new ArrayList<Callable<Frame>>();
        for (int i = 0; i < frames; i++) {
            int frame = i;
            work.add(() -> reader.frame(frame));
        }
        long start = System.nanoTime();
        try (var executor = Executors.newFixedThreadPool(2)) {
            for (var done : executor.invokeAll(work)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A frame was not decoded", e);
        }
        return (System.nanoTime() - start) / NANOS;
    }

    private static void command(List<String> command, Path from, Path to)
            throws IOException, InterruptedException {
        var whole = new ArrayList<>(command);
        whole.addAll(List.of(from.toString(), to.toString()));
        var process = new ProcessBuilder(whole).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException("%s ended with %d".formatted(command, process.exitValue()));
        }
    }

    /** The CPU time of the processes that this one has waited for. */
    private static double childrenSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/self/stat"));
        // The name before may hold spaces; fields 16 and 17 of proc(5) follow it.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        long ticks = Long.parseLong(fields[CHILDREN_TIME]);
        return (double) (ticks + Long.parseLong(fields[CHILDREN_TIME + 1])) / TICKS_A_SECOND;
    }

    private void write(Path file, ImagePixel image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        byte[] frame = Phantom.cells(Phantom.of(image));
        for (int i = 0; i < frames; i++) {
            bytes.writeBytes(frame);
        }
        var isBytes = image.depth().allocated() == 8;
        var dataSet =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.SecondaryCaptureImageStorage)
                        .set(Tags.SOPInstanceUID, UID.random())
                        .set(Tags.SamplesPerPixel, image.samplesPerPixel())
                        .set(
                                Tags.PhotometricInterpretation,
                                image.photometricInterpretation().term())
                        .set(Tags.PlanarConfiguration, 0)
                        .set(Tags.NumberOfFrames, frames)
                        .set(Tags.Rows, image.rows())
                        .set(Tags.Columns, image.columns())
                        .set(Tags.BitsAllocated, image.depth().allocated())
                        .set(Tags.BitsStored, image.depth().stored())
                        .set(Tags.HighBit, image.depth().highBit())
                        .set(Tags.PixelRepresentation, 0)
                        .set(Tags.PixelData, isBytes ? VR.OB : VR.OW, bytes.toByteArray())
                        .build();
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }
}
