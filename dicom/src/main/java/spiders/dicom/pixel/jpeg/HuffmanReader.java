// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

import spiders.dicom.pixel.MalformedFrameException;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads Huffman codes and the values behind them from entropy-coded data (ISO/IEC 10918-1 section
 * F.2.2), up to the marker that ends it.
 *
 * <p>The next bits are at the top of a register of 64. Eight bytes without 0xFF are loaded at once.
 */
final class HuffmanReader {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long TOPS = 0x8080_8080_8080_8080L;

    private final byte[] data;
    private int at;
    private long bits;

    /** How many bits of the register are the stream's; negative if more were used than it has. */
    private int count;

    HuffmanReader(byte[] data, int at) {
        this.data = data;
        this.at = at;
    }

    /** Loads up to 64 bits; at least 48 unless the data ends. */
    private void fill() {
        if (at + 8 <= data.length) {
            long next = (long) LONG.get(data, at);
            if ((~next - ONES & next & TOPS) == 0) {
                bits |= next >>> count;
                at += (63 - count) >> 3;
                count |= 56;
                return;
            }
        }
        fillByBytes();
    }

    private void fillByBytes() {
        while (count <= 56 && at < data.length) {
            int next = data[at] & 0xFF;
            if (next == 0xFF) {
                if (at + 1 >= data.length || data[at + 1] != 0) {
                    return; // A marker: nothing but zero bits from here on.
                }
                at++;
            }
            at++;
            bits |= (long) next << (56 - count);
            count += 8;
        }
    }

    /**
     * Reads a code of the lossless processes, and the difference behind it (section H.1.2.2):
     * -32767 to 32768.
     */
    int difference(HuffmanTable table) {
        if (count < 32) {
            fill();
        }
        int entry = table.entries()[(int) (bits >>> (64 - HuffmanTable.LOOK))];
        int used = entry & 0x3F;
        bits <<= used;
        count -= used;
        if ((entry & 0x40) == 0) {
            return longDifference(table, entry);
        }
        if (count < 0) {
            throw failure("Entropy-coded data ends too early");
        }
        return entry >> 16;
    }

    private int longDifference(HuffmanTable table, int entry) {
        int size = (entry & 0x3F) == 0 ? longSymbol(table) : entry >> 8 & 0xFF;
        if (size == 16) {
            requireCount();
            return 1 << 15;
        }
        if (size > 16) {
            throw failure("A difference of %d bits".formatted(size));
        }
        return value(size);
    }

    private int longSymbol(HuffmanTable table) {
        int code = table.longCode((int) (bits >>> 48));
        if (code < 0) {
            throw failure("No Huffman code");
        }
        int used = code & 0x3F;
        bits <<= used;
        count -= used;
        return code >> 8 & 0xFF;
    }

    /** Reads the bits of a value of up to 16. */
    int value(int size) {
        if (size == 0) {
            requireCount();
            return 0;
        }
        if (count < 16) {
            fill();
        }
        int raw = (int) (bits >>> (64 - size));
        bits <<= size;
        count -= size;
        requireCount();
        return HuffmanTable.extended(raw, size);
    }

    private void requireCount() {
        if (count < 0) {
            throw failure("Entropy-coded data ends too early");
        }
    }

    /**
     * Reads the 63 AC coefficients of a block into natural order, times their quantization (section
     * F.2.2.2).
     *
     * @return the zigzag index of the last one that is not 0; 0 if there is none
     */
    int coefficients(HuffmanTable table, int[] quantization, int[] block) {
        int[] entries = table.entries();
        int last = 0;
        for (int k = 1; k < 64; k++) {
            if (count < 32) {
                fill();
            }
            int entry = entries[(int) (bits >>> (64 - HuffmanTable.LOOK))];
            int used = entry & 0x3F;
            bits <<= used;
            count -= used;
            int symbol = used == 0 ? longSymbol(table) : entry >> 8 & 0xFF;
            int size = symbol & 0xF;
            int run = symbol >> 4;
            if (size == 0) {
                if (run != 15) {
                    break;
                }
                k += 15;
                continue;
            }
            k += run;
            if (k > 63) {
                throw failure("More than 63 AC coefficients");
            }
            int value = (entry & 0x40) != 0 ? entry >> 16 : value(size);
            block[ZigZag.NATURAL[k]] = value * quantization[k];
            last = k;
        }
        requireCount();
        return last;
    }

    /**
     * Reads the code of an AC coefficient of the progressive processes, and the value behind it
     * (section G.1.2.2).
     *
     * @return the symbol, run and size, in bits 0 to 7; the value above, signed
     */
    int coefficient(HuffmanTable table) {
        if (count < 32) {
            fill();
        }
        int entry = table.entries()[(int) (bits >>> (64 - HuffmanTable.LOOK))];
        int used = entry & 0x3F;
        bits <<= used;
        count -= used;
        int symbol = used == 0 ? longSymbol(table) : entry >> 8 & 0xFF;
        int value = (entry & 0x40) != 0 ? entry >> 16 : value(symbol & 0xF);
        requireCount();
        return value << 8 | symbol;
    }

    /** Reads up to 16 bits as they are. */
    int raw(int size) {
        if (size == 0) {
            return 0;
        }
        if (count < 16) {
            fill();
        }
        int raw = (int) (bits >>> (64 - size));
        bits <<= size;
        count -= size;
        requireCount();
        return raw;
    }

    /** Goes over the marker that ends a restart interval (section F.2.2.5), if it is the next. */
    void restart(int number) {
        int marker = end();
        if (marker + 1 >= data.length || (data[marker + 1] & 0xFF) != Marker.RST0 + (number & 7)) {
            throw failure("No restart marker %d".formatted(number & 7));
        }
        at = marker + 2;
        bits = 0;
        count = 0;
    }

    /** Where the marker is that ends the data; fill bytes before it are gone over. */
    int end() {
        int marker = at;
        // Bytes that were loaded may not have been used; none of them is a marker.
        while (marker + 1 < data.length && !isMarker(marker)) {
            marker++;
        }
        return Math.min(marker, data.length);
    }

    private boolean isMarker(int offset) {
        int next = data[offset + 1] & 0xFF;
        return data[offset] == (byte) 0xFF && next != 0 && next != 0xFF;
    }

    MalformedFrameException failure(String message) {
        return new MalformedFrameException(Math.min(at, data.length), message);
    }
}
