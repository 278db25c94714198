// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import com.sun.management.ThreadMXBean;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameCodecs;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.PhotometricInterpretation;
import spiders.dicom.pixel.SampleDepth;
import spiders.dicom.pixel.SampleFormat;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes one hostile frame.
 *
 * <p>Four bytes of input stand for the data set: rows less one, columns less one, the depth, and
 * the colours with Planar Configuration in the highest bit. The code stream follows.
 */
final class FrameTrial {

    private static final int HEADER = 4;

    private static final int PLANAR = 0x80;

    /** A frame of 256 by 256 has 2 MiB at most; the rest is room for tables and code-blocks. */
    private static final long ALLOCATION_LIMIT = 64L << 20;

    private static final List<PhotometricInterpretation> COLOURS =
            List.of(PhotometricInterpretation.values());

    private static final List<SampleDepth> DEPTHS =
            List.of(
                    SampleDepth.of(8, 8, SampleFormat.UNSIGNED),
                    SampleDepth.of(8, 8, SampleFormat.SIGNED),
                    SampleDepth.of(8, 6, SampleFormat.UNSIGNED),
                    SampleDepth.of(16, 10, SampleFormat.UNSIGNED),
                    SampleDepth.of(16, 12, SampleFormat.UNSIGNED),
                    SampleDepth.of(16, 12, SampleFormat.SIGNED),
                    SampleDepth.of(16, 16, SampleFormat.UNSIGNED),
                    SampleDepth.of(16, 16, SampleFormat.SIGNED),
                    new SampleDepth(16, 12, 15, SampleFormat.SIGNED),
                    SampleDepth.of(1, 1, SampleFormat.UNSIGNED),
                    SampleDepth.of(32, 32, SampleFormat.UNSIGNED),
                    SampleDepth.of(32, 24, SampleFormat.SIGNED),
                    SampleDepth.of(Float.SIZE, Float.SIZE, SampleFormat.FLOAT),
                    SampleDepth.of(Double.SIZE, Double.SIZE, SampleFormat.DOUBLE),
                    SampleDepth.of(64, 64, SampleFormat.UNSIGNED));

    private final TransferSyntax syntax;
    private final FrameDecoder decoder;

    private FrameTrial(TransferSyntax syntax) {
        this.syntax = syntax;
        decoder = FrameCodecs.standard().decoder(syntax).orElseThrow();
    }

    /** The input that stands for an image and its code stream. */
    static byte[] input(ImagePixel image, byte[] code) {
        var out = new ByteArrayOutputStream();
        out.write(image.rows() - 1);
        out.write(image.columns() - 1);
        out.write(DEPTHS.indexOf(image.depth()));
        int colours = COLOURS.indexOf(image.photometricInterpretation());
        out.write(image.isPlanar() ? colours | PLANAR : colours);
        out.writeBytes(code);
        return out.toByteArray();
    }

    private static ImagePixel image(byte[] input) {
        var chosen = COLOURS.get((input[3] & ~PLANAR & 0xFF) % COLOURS.size());
        return new ImagePixel(
                (input[0] & 0xFF) + 1,
                (input[1] & 0xFF) + 1,
                chosen.samplesPerPixel(),
                (input[3] & PLANAR) != 0,
                chosen,
                DEPTHS.get((input[2] & 0xFF) % DEPTHS.size()));
    }

    private static byte[] code(byte[] input) {
        return Arrays.copyOfRange(input, HEADER, input.length);
    }

    /** Decodes an input that is well. */
    static Frame decoded(TransferSyntax syntax, byte[] input) {
        return new FrameTrial(syntax).decoder.decode(code(input), image(input));
    }

    static void run(TransferSyntax syntax, byte[] input) {
        if (input.length >= HEADER) {
            new FrameTrial(syntax).requireBounded(code(input), image(input));
        }
    }

    /** A second time where it seems too much: the first time, classes may have been loaded. */
    private void requireBounded(byte[] code, ImagePixel image) {
        if (allocated(code, image) > ALLOCATION_LIMIT) {
            long allocated = allocated(code, image);
            if (allocated > ALLOCATION_LIMIT) {
                throw new AssertionError("%d bytes for %s".formatted(allocated, image));
            }
        }
    }

    private long allocated(byte[] code, ImagePixel image) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        decode(code, image);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private void decode(byte[] code, ImagePixel image) {
        try {
            var frame = decoder.decode(code, image);
            requireShape(frame, image);
            requireSameAgain(frame);
        } catch (MalformedFrameException e) {
            if (e.offset() < 0 || e.offset() > code.length + 1) {
                throw new AssertionError("No offset", e);
            }
        } catch (UnsupportedFrameException e) {
            if (e.offset() < 0 || e.offset() > code.length) {
                throw new AssertionError("No offset", e);
            }
        }
    }

    private static void requireShape(Frame frame, ImagePixel asked) {
        var got = frame.image();
        if (got.rows() != asked.rows()
                || got.columns() != asked.columns()
                || got.samplesPerPixel() != asked.samplesPerPixel()
                || frame.samples().length() != asked.samples()) {
            throw new AssertionError("%s instead of %s".formatted(got, asked));
        }
        frame.aligned();
    }

    /** What was decoded is encoded, where that is without loss, and decodes as the same. */
    private void requireSameAgain(Frame frame) {
        var encoder = FrameCodecs.standard().encoder(syntax);
        if (encoder.isEmpty()
                || encoder.get().lossyMethod().isPresent()
                || !frame.image().depth().isWholeIn32Bits()) {
            return;
        }
        byte[] code;
        ImagePixel image;
        try {
            image = encoder.get().encoded(frame.image());
            code = encoder.get().encode(frame);
        } catch (UnsupportedFrameException e) {
            return;
        }
        Frame again;
        try {
            again = decoder.decode(code, image);
        } catch (MalformedFrameException | UnsupportedFrameException | InvalidImageException e) {
            throw new AssertionError("What was encoded cannot be decoded", e);
        }
        requireSame(frame, again);
    }

    private static void requireSame(Frame one, Frame other) {
        var image = one.image();
        var expected = new int[image.columns()];
        var found = new int[image.columns()];
        for (int c = 0; c < image.samplesPerPixel(); c++) {
            for (int y = 0; y < image.rows(); y++) {
                one.row(c, y, expected, 0);
                other.row(c, y, found, 0);
                if (!Arrays.equals(expected, found)) {
                    throw new AssertionError(
                            "Component %d, row %d of %s differ once encoded"
                                    .formatted(c, y, image));
                }
            }
        }
    }
}
