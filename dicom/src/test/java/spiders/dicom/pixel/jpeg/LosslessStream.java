// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Frame;

/**
 * Lossless JPEG of every predictor, with what peers' encoders do not write: restart markers, and a
 * scan for each component.
 *
 * @param restartRows the rows between restart markers; 0 for none
 */
record LosslessStream(int predictor, int transform, int restartRows, boolean isInterleaved) {

    /** 17 symbols, of 5 bits each. */
    private static final byte[][] TABLE = table();

    private static byte[][] table() {
        var counts = new byte[16];
        counts[4] = 17;
        var symbols = new byte[17];
        for (int i = 0; i < symbols.length; i++) {
            symbols[i] = (byte) i;
        }
        return new byte[][] {counts, symbols};
    }

    byte[] encode(Frame frame, int precision) {
        var image = frame.image();
        int rows = image.rows();
        int columns = image.columns();
        int count = image.samplesPerPixel();
        var out = new HuffmanWriter();
        out.raw(0xFF, Marker.SOI, 0xFF, Marker.DHT, 0, 3 + 16 + 17, 0);
        out.raw(TABLE[0]);
        out.raw(TABLE[1]);
        out.raw(0xFF, Marker.SOF_LOSSLESS, 0, 8 + 3 * count, precision);
        out.raw(rows >> 8, rows, columns >> 8, columns, count);
        for (int c = 1; c <= count; c++) {
            out.raw(c, 0x11, 0);
        }
        if (restartRows > 0) {
            int interval = restartRows * columns;
            out.raw(0xFF, Marker.DRI, 0, 4, interval >> 8, interval);
        }
        int together = isInterleaved ? count : 1;
        for (int first = 0; first < count; first += together) {
            out.raw(0xFF, Marker.SOS, 0, 6 + 2 * together, together);
            for (int c = first + 1; c <= first + together; c++) {
                out.raw(c, 0);
            }
            out.raw(predictor, 0, transform);
            scan(frame, precision, out, first, together);
            out.align();
        }
        out.raw(0xFF, Marker.EOI);
        return out.toArray();
    }

    private void scan(Frame frame, int precision, HuffmanWriter out, int first, int count) {
        int[] codes = HuffmanWriter.codes(TABLE);
        int columns = frame.image().columns();
        var lines = new int[count][columns];
        var above = new int[count][columns];
        for (int y = 0; y < frame.image().rows(); y++) {
            boolean restarts = restartRows > 0 && y > 0 && y % restartRows == 0;
            if (restarts) {
                out.align();
                out.raw(0xFF, Marker.RST0 + (y / restartRows - 1 & 7));
            }
            boolean isFirst = y == 0 || restarts;
            for (int c = 0; c < count; c++) {
                frame.row(first + c, y, lines[c], 0);
                for (int x = 0; x < columns; x++) {
                    lines[c][x] = (lines[c][x] & (1 << precision) - 1) >> transform;
                }
            }
            for (int x = 0; x < columns; x++) {
                for (int c = 0; c < count; c++) {
                    int prediction = prediction(lines[c], above[c], x, isFirst, precision);
                    out.difference((short) (lines[c][x] - prediction), codes);
                }
            }
            var done = above;
            above = lines;
            lines = done;
        }
    }

    private int prediction(int[] line, int[] above, int x, boolean isFirst, int precision) {
        if (x == 0) {
            return isFirst ? 1 << (precision - transform - 1) : above[0];
        }
        int a = line[x - 1];
        int b = above[x];
        int c = above[x - 1];
        if (isFirst || predictor == 1) {
            return a;
        }
        return switch (predictor) {
            case 2 -> b;
            case 3 -> c;
            case 4 -> a + b - c;
            case 5 -> a + ((b - c) >> 1);
            case 6 -> b + ((a - c) >> 1);
            default -> (a + b) >> 1;
        };
    }
}
