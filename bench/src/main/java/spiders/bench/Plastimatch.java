// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.analysis.geometry.Solid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's plastimatch, where it is installed, on masks and doses of one grid as MetaImage. */
final class Plastimatch {

    private static final int LIMIT_SECONDS = 300;

    private final Path folder;
    private final Grid grid;

    Plastimatch(Path folder, Grid grid) {
        this.folder = folder;
        this.grid = grid;
    }

    /** A grid of axial planes by its first middle, its spacing and its sides. */
    record Grid(
            double x, double y, double z, double step, double spacing, int columns, int planes) {

        int voxels() {
            return columns * columns * planes;
        }
    }

    static boolean isInstalled() {
        return Files.isExecutable(Path.of("/usr/bin/plastimatch"));
    }

    /** One mask of all solids: a bit for each. */
    Path mask(String name, List<Solid> solids) throws IOException {
        var bits = new byte[grid.voxels()];
        for (int at = 0; at < bits.length; at++) {
            double x = grid.x + at % grid.columns * grid.step;
            double y = grid.y + Math.floorDiv(at, grid.columns) % grid.columns * grid.step;
            double z = grid.z + Math.floorDiv(at, grid.columns * grid.columns) * grid.spacing;
            for (int i = 0; i < solids.size(); i++) {
                bits[at] |= (byte) (solids.get(i).contains(x, y, z) ? 1 << i : 0);
            }
        }
        return image(name, "MET_UCHAR", bits);
    }

    /** A dose that grows with x, in gray. */
    Path dose(String name, double low, double perMillimetre) throws IOException {
        var bytes = ByteBuffer.allocate(4 * grid.voxels()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < grid.voxels(); at++) {
            bytes.putFloat((float) (low + perMillimetre * (at % grid.columns * grid.step)));
        }
        return image(name, "MET_FLOAT", bytes.array());
    }

    private Path image(String name, String type, byte[] values) throws IOException {
        var header =
                """
                ObjectType = Image
                NDims = 3
                BinaryData = True
                BinaryDataByteOrderMSB = False
                Offset = %s %s %s
                ElementSpacing = %s %s %s
                DimSize = %d %d %d
                ElementType = %s
                ElementDataFile = LOCAL
                """
                        .formatted(
                                grid.x,
                                grid.y,
                                grid.z,
                                grid.step,
                                grid.step,
                                grid.spacing,
                                grid.columns,
                                grid.columns,
                                grid.planes,
                                type);
        var file = folder.resolve(name + ".mha");
        try (var out = Files.newOutputStream(file)) {
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            out.write(values);
        }
        return file;
    }

    /** Seconds, those of a processor, and peak resident megabytes of a run. */
    record Ran(double seconds, double cpu, double megabytes) {}

    /**
     * Runs it once.
     *
     * @throws IllegalStateException if it fails
     */
    Ran run(List<String> arguments) throws IOException, InterruptedException {
        var said = folder.resolve("plastimatch.txt");
        var command = new ArrayList<>(List.of("/usr/bin/plastimatch"));
        command.addAll(arguments);
        long start = System.nanoTime();
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        double peak = 0;
        double cpu = 0;
        while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, resident(process.pid()));
            cpu = Math.max(cpu, used(process));
            if (System.nanoTime() - start > LIMIT_SECONDS * 1_000_000_000L) {
                process.destroyForcibly();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException("plastimatch: " + Files.readString(said));
        }
        return new Ran(seconds, cpu, peak);
    }

    private static double used(Process process) {
        return process.info().totalCpuDuration().map(used -> used.toMillis() / 1e3).orElse(0.0);
    }

    private static double resident(long pid) {
        try (var lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1e3)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException _) {
            return 0; // It has ended between two looks.
        }
    }
}
