// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.ImagePixel;
import spiders.dicom.pixel.UnsupportedFrameException;

/** Decodes the lossless process with Huffman coding (ISO/IEC 10918-1 annex H). */
final class LosslessDecoder {

    private static final int MODULUS = 0xFFFF;
    private static final int PREDICTORS = 7;

    private final FrameHeader header;
    private final DecoderTables tables;
    private final Frame frame;

    LosslessDecoder(FrameHeader header, DecoderTables tables, ImagePixel image, SegmentReader in) {
        if (!header.isFullySampled()) {
            throw new UnsupportedFrameException(in.at(), "Subsampled components without loss");
        }
        if (!image.depth().isWholeIn32Bits()) {
            throw new UnsupportedFrameException(in.at(), "JPEG Lossless of " + image);
        }
        // Every sample takes a bit at least: a short stream cannot ask for a big frame.
        if (image.samples() / 8 > in.data().length) {
            throw in.failure("%d samples in %d bytes".formatted(image.samples(), in.data().length));
        }
        this.header = header;
        this.tables = tables;
        this.frame = Frame.blank(header.cells(image));
    }

    /** Decodes a scan whose header was read; returns where it ends. */
    int scan(ScanHeader scan, SegmentReader in) {
        int transform = scan.pointTransform();
        if (scan.first() < 1 || scan.first() > PREDICTORS || transform >= header.precision()) {
            throw in.failure("Predictor %d, point transform %d".formatted(scan.first(), transform));
        }
        int interval = tables.restartInterval();
        if (interval % header.columns() != 0) {
            throw new UnsupportedFrameException(in.at(), "Restart within a line");
        }
        int count = scan.components().size();
        var lines = new Lines[count];
        for (int i = 0; i < count; i++) {
            var component = scan.components().get(i);
            var table = tables.dc(component.dcTable(), in.at());
            lines[i] = new Lines(component.index(), table, header.columns());
        }
        var reader = new HuffmanReader(in.data(), in.at());
        int start = 1 << (header.precision() - transform - 1);
        int rowsBetween = interval / header.columns();
        for (int row = 0; row < header.rows(); row++) {
            boolean isFirst = row == 0;
            if (rowsBetween > 0 && row > 0 && row % rowsBetween == 0) {
                reader.restart(row / rowsBetween - 1);
                isFirst = true;
            }
            int predictor = isFirst ? 1 : scan.first();
            for (var line : lines) {
                line.before = isFirst ? start : line.previous[0];
            }
            if (count == 1) {
                lines[0].decode(predictor, reader);
            } else {
                interleaved(lines, predictor, reader);
            }
            for (var line : lines) {
                line.store(frame, row, transform);
            }
        }
        return reader.end();
    }

    private void interleaved(Lines[] lines, int predictor, HuffmanReader reader) {
        int columns = header.columns();
        for (var line : lines) {
            line.current[0] = line.before + reader.difference(line.table) & MODULUS;
        }
        for (int i = 1; i < columns; i++) {
            for (var line : lines) {
                int prediction =
                        predict(
                                predictor,
                                line.current[i - 1],
                                line.previous[i],
                                line.previous[i - 1]);
                line.current[i] = prediction + reader.difference(line.table) & MODULUS;
            }
        }
    }

    /** From the samples to the left, above, and above to the left (table H.1). */
    private static int predict(int predictor, int left, int above, int corner) {
        return switch (predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + ((above - corner) >> 1);
            case 6 -> above + ((left - corner) >> 1);
            default -> (left + above) >> 1;
        };
    }

    Frame frame() {
        return frame;
    }

    /** The line of a component that is being decoded, and the one before. */
    private static final class Lines {

        private final int component;
        private final HuffmanTable table;
        private int[] current;
        private int[] previous;

        /** The prediction of a line's first sample. */
        private int before;

        Lines(int component, HuffmanTable table, int columns) {
            this.component = component;
            this.table = table;
            this.current = new int[columns];
            this.previous = new int[columns];
        }

        void decode(int predictor, HuffmanReader reader) {
            int[] line = current;
            int[] above = previous;
            int left = before + reader.difference(table) & MODULUS;
            line[0] = left;
            if (predictor == 1) {
                for (int i = 1; i < line.length; i++) {
                    left = left + reader.difference(table) & MODULUS;
                    line[i] = left;
                }
                return;
            }
            for (int i = 1; i < line.length; i++) {
                int prediction = predict(predictor, left, above[i], above[i - 1]);
                left = prediction + reader.difference(table) & MODULUS;
                line[i] = left;
            }
        }

        void store(Frame frame, int row, int transform) {
            if (transform == 0) {
                frame.setRow(component, row, current, 0);
            } else {
                // The line above is not needed again: it takes what the transform makes of this.
                for (int i = 0; i < current.length; i++) {
                    previous[i] = current[i] << transform;
                }
                frame.setRow(component, row, previous, 0);
            }
            int[] line = current;
            current = previous;
            previous = line;
        }
    }
}
