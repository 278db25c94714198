// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.Samples;

import java.util.Arrays;

/** The samples of one component: in a frame itself, or apart where it is subsampled. */
final class ComponentPlane {

    private static final int BLOCK = 8;

    private final Samples cells;
    private final int start;
    private final int width;
    private final int height;
    private final int precision;

    /** What the values of a row or a block are, before they are cut to the range. */
    private final int[] flat = new int[BLOCK * BLOCK];

    ComponentPlane(Samples cells, int start, int width, int height, int precision) {
        this.cells = cells;
        this.start = start;
        this.width = width;
        this.height = height;
        this.precision = precision;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Stores a block of one value. */
    void fill(int across, int down, int value) {
        Arrays.fill(flat, value);
        store(across, down, flat);
    }

    /** Stores a block of values around 0, as far as it is within the plane. */
    void store(int across, int down, int[] block) {
        int x = across * BLOCK;
        int y = down * BLOCK;
        if (x >= width || y >= height) {
            return; // It only fills up a minimum coded unit.
        }
        int columns = Math.min(BLOCK, width - x);
        int rows = Math.min(BLOCK, height - y);
        int at = start + y * width + x;
        switch (cells) {
            case Samples.OfByte bytes -> store(block, bytes.array(), at, columns, rows);
            case Samples.OfShort shorts -> store(block, shorts.array(), at, columns, rows);
            default -> throw new IllegalStateException("Cells of more than 16 bits");
        }
    }

    private void store(int[] block, byte[] array, int at, int columns, int rows) {
        int middle = 1 << (precision - 1);
        int max = 2 * middle - 1;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                array[at + row * width + i] =
                        (byte) Math.max(0, Math.min(max, block[row * BLOCK + i] + middle));
            }
        }
    }

    private void store(int[] block, short[] array, int at, int columns, int rows) {
        int middle = 1 << (precision - 1);
        int max = 2 * middle - 1;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < columns; i++) {
                array[at + row * width + i] =
                        (short) Math.max(0, Math.min(max, block[row * BLOCK + i] + middle));
            }
        }
    }

    /** Reads a row; one above or below the plane is its first or last. */
    void row(int row, int[] values) {
        int at = start + Math.clamp(row, 0, height - 1) * width;
        switch (cells) {
            case Samples.OfByte bytes -> {
                for (int i = 0; i < width; i++) {
                    values[i] = bytes.array()[at + i] & 0xFF;
                }
            }
            case Samples.OfShort shorts -> {
                for (int i = 0; i < width; i++) {
                    values[i] = shorts.array()[at + i] & 0xFFFF;
                }
            }
            default -> throw new IllegalStateException("Cells of more than 16 bits");
        }
    }
}
