// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.RealFiles;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures how many files a second are parsed, and parsed and written: CT slices of 0.5 MB, and
 * objects of 4 KB. It prints and asserts nothing; run it by its main method, with a folder to write
 * to (on tmpfs, or the disk is what is measured).
 */
final class ParseRates {

    private static final int ROUNDS = 5;

    private ParseRates() {}

    public static void main(String[] arguments) throws IOException {
        var folder = Files.createTempDirectory(Path.of(arguments[0]), "rates");
        measure("CT of 0.5 MB", files(folder.resolve("ct"), 400, 512 * 512 * 2));
        measure("object of 4 KB", files(folder.resolve("tiny"), 4000, 2500));
    }

    private static List<Path> files(Path folder, int count, int pixelBytes) throws IOException {
        Files.createDirectories(folder);
        var template =
                Part10.read(
                                new ByteArrayInputStream(RealFiles.bytes(RealFiles.CT)),
                                ReadOptions.defaults())
                        .dataSet();
        var pixels = new byte[pixelBytes];
        new java.util.Random(1).nextBytes(pixels);
        var files = new ArrayList<Path>();
        for (int i = 0; i < count; i++) {
            var dataSet =
                    template.toBuilder()
                            .set(Tags.SOPInstanceUID, "1.2.3." + i)
                            .set(Tags.PixelData, VR.OW, pixels)
                            .build();
            var file = folder.resolve(i + ".dcm");
            var meta = FileMeta.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
            Part10.write(file, Part10Object.of(meta, dataSet));
            files.add(file);
        }
        return files;
    }

    /** Something done to a file. */
    private interface Work {

        void on(Path file) throws IOException;
    }

    private static void measure(String name, List<Path> files) throws IOException {
        var out = files.getFirst().resolveSibling("out");
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("%s, round %d%n", name, round);
            measure("parse", files, Part10::read);
            measure(
                    "parse without bulk data",
                    files,
                    file -> Part10.read(file, ReadOptions.withoutBulkData()));
            measure("parse and write", files, file -> Part10.write(out, Part10.read(file)));
        }
    }

    private static void measure(String name, List<Path> files, Work work) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long wall = System.nanoTime();
        long processor = threads.getCurrentThreadCpuTime();
        for (var file : files) {
            work.on(file);
        }
        processor = threads.getCurrentThreadCpuTime() - processor;
        wall = System.nanoTime() - wall;
        System.out.printf(
                "  %s: %,.0f files/s, %.1f us of this thread a file%n",
                name, files.size() * 1e9 / wall, processor / 1e3 / files.size());
    }
}
