// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.Bytes;

/** Expands a segmented palette: discrete, linear and indirect segments (PS3.3 section C.7.9.2). */
final class PaletteSegments {

    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final Bytes bytes;
    private final int width;
    private final short[] table;
    private int filled;

    /**
     * @param bits of an entry, and of everything else in the segments: 8 or 16
     */
    PaletteSegments(Bytes bytes, int bits, int entries) {
        this.bytes = bytes;
        this.width = bits / 8;
        this.table = new short[entries];
    }

    short[] expanded() {
        int at = 0;
        while (filled < table.length) {
            at = segment(at, true);
        }
        return table;
    }

    /** Expands the segment at an offset; returns where the next one is. */
    private int segment(int offset, boolean mayBeIndirect) {
        int code = value(offset);
        int length = value(offset + width);
        int at = offset + 2 * width;
        if (length == 0) {
            throw new InvalidImageException("An empty palette segment"); // Each must get on.
        }
        return switch (code) {
            case DISCRETE -> {
                for (int i = 0; i < length; i++, at += width) {
                    add(value(at));
                }
                yield at;
            }
            case LINEAR -> {
                line(length, value(at));
                yield at + width;
            }
            case INDIRECT -> {
                if (!mayBeIndirect) {
                    throw new InvalidImageException("An indirect palette segment in another");
                }
                indirect(length, at);
                yield at + (width == 1 ? 4 : 2) * width;
            }
            default -> throw new InvalidImageException("A palette segment %d".formatted(code));
        };
    }

    private void line(int length, int end) {
        if (filled == 0) {
            throw new InvalidImageException("A linear palette segment comes first");
        }
        int start = table[filled - 1] & 0xFFFF;
        for (int i = 1; i <= length; i++) {
            add((int) Math.round(start + (double) (end - start) * i / length));
        }
    }

    /** Repeats so many segments from a byte offset on; its least significant part comes first. */
    private void indirect(int segments, int at) {
        long offset = 0;
        int parts = width == 1 ? 4 : 2;
        for (int i = 0; i < parts; i++) {
            offset |= (long) value(at + i * width) << (8 * width * i);
        }
        if (offset > bytes.length()) {
            throw new InvalidImageException("An indirect palette segment points outside");
        }
        int copied = (int) offset;
        for (int i = 0; i < segments; i++) {
            copied = segment(copied, false);
        }
    }

    private void add(int value) {
        if (filled == table.length) {
            throw new InvalidImageException("Palette segments of too many entries");
        }
        table[filled++] = (short) value;
    }

    private int value(int offset) {
        if (offset + width > bytes.length()) {
            throw new InvalidImageException("A segmented palette ends too early");
        }
        int low = bytes.get(offset) & 0xFF;
        return width == 1 ? low : low | (bytes.get(offset + 1) & 0xFF) << 8;
    }
}
