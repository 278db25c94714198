// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Synthetic planes, and those in the files of OpenJPEG's tools. */
final class Planes {

    /** What a plane shows. */
    enum Kind {
        NOISE,
        GRADIENT,
        EDGES,
        EMPTY,
        SPARSE,
        BODY
    }

    private Planes() {}

    static List<JPEG2000Plane> of(
            Kind kind, int width, int height, int bits, boolean isSigned, int count) {
        var planes = new ArrayList<JPEG2000Plane>();
        for (int c = 0; c < count; c++) {
            planes.add(plane(kind, width, height, bits, isSigned, c));
        }
        return planes;
    }

    private static JPEG2000Plane plane(
            Kind kind, int width, int height, int bits, boolean isSigned, int seed) {
        var random = new Random(20261126 + seed);
        int values = 1 << bits;
        int lowest = isSigned ? -(values >> 1) : 0;
        var samples = new int[width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int value =
                        switch (kind) {
                            case NOISE -> random.nextInt(values);
                            case GRADIENT ->
                                    (int)
                                            ((x * (values - 1L) / Math.max(width - 1, 1) + 7L * y)
                                                    % values);
                            case EDGES -> (x / 7 + y / 5 + seed) % 2 == 0 ? 0 : values - 1;
                            case EMPTY -> values >> 1;
                            case SPARSE ->
                                    random.nextInt(40) == 0 ? random.nextInt(values) : values >> 1;
                            case BODY -> body(x, y, width, height, values, random.nextGaussian());
                        };
                samples[y * width + x] = lowest + value;
            }
        }
        return JPEG2000Plane.of(width, height, bits, isSigned, samples);
    }

    private static int body(int x, int y, int width, int height, int values, double noise) {
        double u = 2.0 * x / width - 1;
        double v = 2.0 * y / height - 1;
        double shape = u * u + v * v < 0.6 ? 0.3 * Math.cos(5 * u) * Math.sin(4 * v) + 0.2 : 0;
        return Math.clamp((long) (values * (0.3 + shape + 0.01 * noise)), 0, values - 1);
    }

    /** Writes planes as the raw files that opj_compress reads: plane by plane, big-endian. */
    static void writeRaw(Path file, List<JPEG2000Plane> planes) {
        var out = new ByteArrayOutputStream();
        for (var plane : planes) {
            for (int sample : plane.samples()) {
                if (plane.bits() > 8) {
                    out.write(sample >> 8);
                }
                out.write(sample);
            }
        }
        try {
            Files.write(file, out.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How opj_compress is told of them. */
    static String format(List<JPEG2000Plane> planes) {
        var first = planes.getFirst();
        return "%d,%d,%d,%d,%s"
                .formatted(
                        first.width(),
                        first.height(),
                        planes.size(),
                        first.bits(),
                        first.isSigned() ? "s" : "u");
    }

    /** Reads a PGX file of opj_decompress: a line of text, then samples, big-endian. */
    static JPEG2000Plane readPgx(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = 0;
        while (bytes[at] != '\n') {
            at++;
        }
        // "PG ML + 12 201 155", the sign with or without a space after it.
        var head = new String(bytes, 0, at++, StandardCharsets.US_ASCII).split("[ +-]+", -1);
        boolean isSigned = new String(bytes, 0, at, StandardCharsets.US_ASCII).contains("-");
        int bits = Integer.parseInt(head[2]);
        int width = Integer.parseInt(head[3]);
        int height = Integer.parseInt(head[4].strip());
        int cellBytes = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
        var samples = new int[width * height];
        for (int i = 0; i < samples.length; i++) {
            int value = isSigned && bytes[at] < 0 ? -1 : 0;
            for (int k = 0; k < cellBytes; k++) {
                value = value << 8 | (bytes[at++] & 0xFF);
            }
            samples[i] = value;
        }
        return JPEG2000Plane.of(width, height, bits, isSigned, samples);
    }
}
