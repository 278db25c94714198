// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.UnsupportedFrameException;

/** Encodes JPEG-LS without loss: components by line in one scan (PS3.5 section A.4.3). */
public final class JPEGLSEncoder implements FrameEncoder {

    /** How the components of a scan follow each other (ISO/IEC 14495-1 section C.2.3). */
    enum Interleave {
        NONE(0),
        BY_LINE(1),
        BY_SAMPLE(2);

        private final int mode;

        Interleave(int mode) {
            this.mode = mode;
        }
    }

    private static final int HEADERS = 64;

    private final Interleave interleave;
    private final int restartInterval;

    public JPEGLSEncoder() {
        this(Interleave.BY_LINE, 0);
    }

    /**
     * @param restartInterval the lines between restart markers; 0 for none
     */
    JPEGLSEncoder(Interleave interleave, int restartInterval) {
        this.interleave = interleave;
        this.restartInterval = restartInterval;
    }

    @Override
    public ImagePixel encoded(ImagePixel image) {
        var depth = image.depth();
        if (!depth.format().isWhole()
                || depth.stored() > 16
                || depth.allocated() < 8
                || depth.allocated() > 16
                || image.photometricInterpretation().isSubsampled()) {
            throw new UnsupportedFrameException("JPEG-LS of " + image);
        }
        return image.withDepth(depth.aligned()).withPlanar(false);
    }

    @Override
    public byte[] encode(Frame frame) {
        var image = encoded(frame.image());
        int precision = precision(image);
        int components = image.samplesPerPixel();
        var parameters = LSParameters.standard((1 << precision) - 1, 0);
        var out = new LSBitWriter((int) Math.min(HEADERS + image.frameBytes() / 2, 1 << 30));
        out.raw(0xFF, Marker.SOI);
        header(out, image, precision);
        if (parameters.maximum() < LSParameters.BYTE_RANGE) {
            thresholds(out, parameters);
        }
        if (restartInterval > 0) {
            out.raw(0xFF, Marker.DRI, 0, 4, restartInterval >> 8, restartInterval);
        }
        int together = interleave == Interleave.NONE ? 1 : components;
        for (int first = 0; first < components; first += together) {
            int mode = components == 1 ? 0 : interleave.mode;
            scanHeader(out, first, together, mode);
            scan(frame, parameters, out, first, together);
        }
        out.raw(0xFF, Marker.EOI);
        return out.toArray();
    }

    /** DCMTK takes cells of two bytes only with more than 8 bits. */
    private static int precision(ImagePixel image) {
        return Math.max(image.depth().allocated() > 8 ? 9 : 2, image.depth().stored());
    }

    /** Says the defaults: below 7 bits, DCMTK 3.6.7 has others than the standard. */
    private static void thresholds(LSBitWriter out, LSParameters parameters) {
        out.raw(0xFF, Marker.LSE, 0, 13, 1, 0, parameters.maximum());
        out.raw(0, parameters.t1(), 0, parameters.t2(), 0, parameters.t3());
        out.raw(0, parameters.reset());
    }

    private static void header(LSBitWriter out, ImagePixel image, int precision) {
        int components = image.samplesPerPixel();
        int rows = image.rows();
        int columns = image.columns();
        out.raw(0xFF, Marker.SOF_LS, 0, 8 + 3 * components, precision);
        out.raw(rows >> 8, rows, columns >> 8, columns, components);
        for (int i = 1; i <= components; i++) {
            out.raw(i, 0x11, 0);
        }
    }

    private static void scanHeader(LSBitWriter out, int first, int count, int mode) {
        out.raw(0xFF, Marker.SOS, 0, 6 + 2 * count, count);
        for (int i = first + 1; i <= first + count; i++) {
            out.raw(i, 0);
        }
        out.raw(0, mode, 0);
    }

    private void scan(Frame frame, LSParameters parameters, LSBitWriter out, int first, int count) {
        int columns = frame.image().columns();
        var encoder = new LSScanEncoder(out, parameters, columns);
        var lines = new int[count][columns + 2];
        var above = new int[count][columns + 2];
        var runIndexes = new int[count];
        boolean isByLine = count == 1 || interleave == Interleave.BY_LINE;
        for (int row = 0; row < frame.image().rows(); row++) {
            if (restartInterval > 0 && row > 0 && row % restartInterval == 0) {
                out.align();
                out.raw(0xFF, Marker.RST0 + (row / restartInterval - 1 & 7));
                encoder.reset();
                above = new int[count][columns + 2];
                lines = new int[count][columns + 2];
                runIndexes = new int[count];
            }
            for (int c = 0; c < count; c++) {
                read(frame, first + c, row, lines[c], parameters.maximum());
                lines[c][0] = above[c][1];
                above[c][columns + 1] = above[c][columns];
            }
            if (isByLine) {
                for (int c = 0; c < count; c++) {
                    runIndexes[c] = encoder.line(lines[c], above[c], runIndexes[c]);
                }
            } else {
                runIndexes[0] = encoder.pixels(lines, above, runIndexes[0]);
            }
            var done = lines;
            lines = above;
            above = done;
        }
        out.align();
    }

    private static void read(Frame frame, int component, int row, int[] line, int mask) {
        frame.row(component, row, line, 1);
        for (int i = 1; i <= frame.image().columns(); i++) {
            line[i] &= mask;
        }
    }
}
