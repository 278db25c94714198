// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.rle;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.Arrays;

/** Decodes RLE Lossless: a segment for each byte of a cell, of each component (PS3.5 annex G). */
public final class RLEDecoder implements FrameDecoder {

    private static final int HEADER = 64;
    private static final int MAX_RUN = 128;
    private static final int MAX_SEGMENTS = 15;

    @Override
    public boolean keepsUnusedBits() {
        return true;
    }

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        int cellBytes = image.depth().cellBytes();
        int segments = cellBytes * image.samplesPerPixel();
        if (image.depth().allocated() == 1 || segments > MAX_SEGMENTS) {
            throw new UnsupportedFrameException("RLE Lossless of " + image);
        }
        int[] offsets = offsets(encoded, segments);
        // Two bytes are 128 at best: a short stream cannot ask for a big frame.
        if ((long) encoded.length * (MAX_RUN / 2) < image.frameBytes()) {
            throw new MalformedFrameException(
                    encoded.length,
                    "%d bytes for a frame of %d".formatted(encoded.length, image.frameBytes()));
        }
        var frame = Frame.blank(image.withPlanar(true));
        var plane = new byte[image.pixels()];
        for (int segment = 0; segment < segments; segment++) {
            int start = segment / cellBytes * image.pixels();
            // The most significant byte comes first.
            int shift = 8 * (cellBytes - 1 - segment % cellBytes);
            unpack(encoded, offsets[segment], offsets[segment + 1], plane);
            combine(plane, frame.samples(), start, shift);
        }
        return frame;
    }

    /** Where each segment begins, and where the last ends (section G.5). */
    private static int[] offsets(byte[] encoded, int segments) {
        if (encoded.length < HEADER) {
            throw new MalformedFrameException(encoded.length, "The RLE header ends too early");
        }
        int count = word(encoded, 0);
        if (count != segments) {
            throw new MalformedFrameException(
                    0, "%d RLE segments, not %d".formatted(count, segments));
        }
        var offsets = new int[segments + 1];
        for (int i = 0; i < segments; i++) {
            offsets[i] = word(encoded, 4 * (i + 1));
            int least = i == 0 ? HEADER : offsets[i - 1];
            if (offsets[i] < least || offsets[i] > encoded.length) {
                throw new MalformedFrameException(
                        4L * (i + 1), "An RLE segment at %d".formatted(offsets[i]));
            }
        }
        offsets[segments] = encoded.length;
        return offsets;
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | (bytes[at + 3] << 24);
    }

    /** Unpacks a segment (section G.3.2); a byte of padding may follow. */
    private static void unpack(byte[] in, int from, int end, byte[] plane) {
        int at = from;
        int filled = 0;
        while (filled < plane.length) {
            if (at >= end) {
                throw new MalformedFrameException(at, "An RLE segment ends too early");
            }
            int control = in[at++];
            if (control == -MAX_RUN) {
                continue;
            }
            // Ultrasound systems encode the byte that pads a frame too (pydicom issue 1438): of
            // what is too long the end is left out.
            int count = Math.min(1 + Math.abs(control), plane.length - filled);
            if (control >= 0) {
                if (count > end - at) {
                    throw new MalformedFrameException(end, "An RLE segment ends too early");
                }
                copy(in, at, plane, filled, count);
                at += count;
            } else {
                if (at >= end) {
                    throw new MalformedFrameException(end, "An RLE segment ends too early");
                }
                Arrays.fill(plane, filled, filled + count, in[at++]);
            }
            filled += count;
        }
    }

    /** Most pieces are of a few bytes, for which a call of the library costs more. */
    private static void copy(byte[] in, int from, byte[] out, int at, int count) {
        if (count > 16) {
            System.arraycopy(in, from, out, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            out[at + i] = in[from + i];
        }
    }

    private static void combine(byte[] plane, Samples samples, int start, int shift) {
        switch (samples) {
            case Samples.OfByte cells ->
                    System.arraycopy(plane, 0, cells.array(), start, plane.length);
            case Samples.OfShort cells -> {
                short[] array = cells.array();
                for (int i = 0; i < plane.length; i++) {
                    array[start + i] |= (short) ((plane[i] & 0xFF) << shift);
                }
            }
            case Samples.OfInt cells -> {
                int[] array = cells.array();
                for (int i = 0; i < plane.length; i++) {
                    array[start + i] |= (plane[i] & 0xFF) << shift;
                }
            }
            case Samples.OfLong cells -> {
                long[] array = cells.array();
                for (int i = 0; i < plane.length; i++) {
                    array[start + i] |= (plane[i] & 0xFFL) << shift;
                }
            }
            case Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new UnsupportedFrameException("RLE Lossless of real numbers");
        }
    }
}
