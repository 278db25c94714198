// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameDecoder;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.UnsupportedFrameException;

/**
 * Decodes JPEG-LS, lossless and near-lossless, of 2 to 16 bits in every interleave mode (PS3.5
 * section A.4.3).
 */
public final class JPEGLSDecoder implements FrameDecoder {

    @Override
    public Frame decode(byte[] encoded, ImagePixel image) {
        return new LSFrameDecoder(new SegmentReader(encoded), image).decode();
    }

    /** The decoding of one frame. */
    private static final class LSFrameDecoder {

        private static final int APP8 = 0xE8;
        private static final int NONE = 0;
        private static final int BY_LINE = 1;
        private static final int BY_SAMPLE = 2;

        private final SegmentReader in;
        private final ImagePixel image;

        /** MAXVAL, T1, T2, T3 and RESET; 0 for the default. */
        private final int[] preset = new int[5];

        private int restartInterval;

        LSFrameDecoder(SegmentReader in, ImagePixel image) {
            this.in = in;
            this.image = image;
        }

        Frame decode() {
            if (in.u8() != 0xFF || in.u8() != Marker.SOI) {
                throw in.failure("No JPEG-LS code stream");
            }
            int marker = in.marker();
            while (!Marker.isFrameHeader(marker)) {
                segment(marker);
                marker = in.marker();
            }
            if (marker != Marker.SOF_LS) {
                throw in.failure("A frame header %02X, not JPEG-LS".formatted(marker));
            }
            var header = FrameHeader.read(in, image);
            if (!header.isFullySampled()) {
                throw new UnsupportedFrameException(in.at(), "Subsampled components in JPEG-LS");
            }
            if (!image.depth().isWholeIn32Bits()) {
                throw new UnsupportedFrameException(in.at(), "JPEG-LS of " + image);
            }
            return scans(header);
        }

        private void segment(int marker) {
            if (marker == Marker.EOI || marker == Marker.SOS) {
                throw in.failure("No frame header, or a component without a scan");
            }
            in.open();
            switch (marker) {
                case Marker.LSE -> preset();
                case Marker.DRI -> restartInterval();
                case APP8 -> requireNoTransform();
                default -> {}
            }
            in.close();
        }

        private void preset() {
            int kind = in.u8();
            if (kind != 1) {
                throw new UnsupportedFrameException(
                        in.at(), "JPEG-LS preset parameters of type %d".formatted(kind));
            }
            for (int i = 0; i < preset.length; i++) {
                preset[i] = in.u16();
            }
        }

        /** Lines between restart markers: 2, 3 or 4 bytes (ISO/IEC 14495-1 section C.2.5). */
        private void restartInterval() {
            int bytes = in.left();
            long lines = 0;
            for (int i = 0; i < bytes; i++) {
                lines = lines << 8 | in.u8();
            }
            if (bytes < 2 || bytes > 4) {
                throw in.failure("A restart interval of %d bytes".formatted(bytes));
            }
            restartInterval = (int) Math.min(lines, Integer.MAX_VALUE);
        }

        /** The colour transforms of Hewlett-Packard are no part of the standard. */
        private void requireNoTransform() {
            if (in.left() >= 5
                    && in.u8() == 'm'
                    && in.u8() == 'r'
                    && in.u8() == 'f'
                    && in.u8() == 'x'
                    && in.u8() != 0) {
                throw new UnsupportedFrameException(in.at(), "A colour transform in JPEG-LS");
            }
        }

        private Frame scans(FrameHeader header) {
            var frame = Frame.blank(header.cells(image));
            int missing = (1 << header.components().size()) - 1;
            while (missing != 0) {
                int marker = in.marker();
                if (marker != Marker.SOS) {
                    segment(marker);
                    continue;
                }
                var scan = ScanHeader.read(in, header);
                for (var component : scan.components()) {
                    int bit = 1 << component.index();
                    if ((missing & bit) == 0) {
                        throw in.failure("A component in two scans");
                    }
                    missing &= ~bit;
                    if (component.dcTable() != 0 || component.acTable() != 0) {
                        throw new UnsupportedFrameException(in.at(), "A mapping table in JPEG-LS");
                    }
                }
                scan(header, scan, frame);
            }
            return frame;
        }

        private void scan(FrameHeader header, ScanHeader scan, Frame frame) {
            int full = (1 << header.precision()) - 1;
            int maximum = preset[0] == 0 ? full : preset[0];
            var parameters =
                    LSParameters.preset(
                            maximum, scan.first(), preset[1], preset[2], preset[3], preset[4]);
            if (maximum > full || !parameters.isValid()) {
                throw in.failure("Preset parameters that no scan can have");
            }
            if (scan.pointTransform() != 0) {
                throw new UnsupportedFrameException(in.at(), "A point transform in JPEG-LS");
            }
            int mode = scan.last();
            boolean isAlone = scan.components().size() == 1;
            if (mode > BY_SAMPLE || (mode == NONE) != isAlone) {
                // A scan of one component is the same in every mode: some encoders say so.
                if (!isAlone || mode > BY_SAMPLE) {
                    throw in.failure("Interleave mode %d".formatted(mode));
                }
            }
            var reader = new LSBitReader(in.data(), in.at());
            var decoder = new LSScanDecoder(reader, parameters, header.columns());
            boolean isByLine = isAlone || mode == BY_LINE;
            new Lines(decoder, reader, scan, frame).decode(isByLine, restartInterval);
            in.moveTo(reader.end());
        }
    }

    /** The lines of the components of a scan: those being decoded, and those before. */
    private static final class Lines {

        private final LSScanDecoder decoder;
        private final LSBitReader reader;
        private final ScanHeader scan;
        private final Frame frame;
        private final int columns;
        private int[][] current;
        private int[][] above;
        private int[] runIndexes;

        Lines(LSScanDecoder decoder, LSBitReader reader, ScanHeader scan, Frame frame) {
            int count = scan.components().size();
            this.decoder = decoder;
            this.reader = reader;
            this.scan = scan;
            this.frame = frame;
            this.columns = frame.image().columns();
            this.current = new int[count][columns + 2];
            this.above = new int[count][columns + 2];
            this.runIndexes = new int[count];
        }

        void decode(boolean isByLine, int restartInterval) {
            int rows = frame.image().rows();
            for (int row = 0; row < rows; row++) {
                if (restartInterval > 0 && row > 0 && row % restartInterval == 0) {
                    reader.restart(row / restartInterval - 1);
                    decoder.reset();
                    current = new int[current.length][columns + 2];
                    above = new int[current.length][columns + 2];
                    runIndexes = new int[current.length];
                }
                for (int c = 0; c < current.length; c++) {
                    current[c][0] = above[c][1];
                    above[c][columns + 1] = above[c][columns];
                }
                if (isByLine) {
                    for (int c = 0; c < current.length; c++) {
                        runIndexes[c] = decoder.line(current[c], above[c], runIndexes[c]);
                    }
                } else {
                    runIndexes[0] = decoder.pixels(current, above, runIndexes[0]);
                }
                for (int c = 0; c < current.length; c++) {
                    frame.setRow(scan.components().get(c).index(), row, current[c], 1);
                }
                var lines = current;
                current = above;
                above = lines;
            }
        }
    }
}
