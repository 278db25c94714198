// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg;

/**
 * A Huffman table as decoders use it (ISO/IEC 10918-1 annexes C and F.2.2.3).
 *
 * <p>A code of up to {@link #LOOK} bits is found by one look-up of the next bits. Where the value
 * behind the code fits into these bits too, the look-up gives the value as well.
 */
final class HuffmanTable {

    static final int LOOK = 11;

    private static final int MAX_LENGTH = 16;

    /**
     * For the next bits, an entry: bits 0 to 5 the bits used, 0 if the code is longer; bit 6
     * whether the value is there; bits 8 to 15 the symbol; bits 16 to 31 the value, signed.
     */
    private final int[] entries = new int[1 << LOOK];

    private final int[] symbols;

    /** Of each length, the first code above those of that length, aligned to 16 bits. */
    private final int[] limits = new int[MAX_LENGTH + 2];

    /** Of each length, what to add to a code for the index of its symbol. */
    private final int[] shifts = new int[MAX_LENGTH + 1];

    /**
     * @param sizeMask which bits of a symbol tell how many bits the value behind it has
     */
    private HuffmanTable(int[] counts, int[] symbols, int sizeMask) {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            shifts[length] = index - code;
            for (int i = 0; i < counts[length]; i++, code++, index++) {
                if (length <= LOOK) {
                    enter(code, length, symbols[index], sizeMask);
                }
            }
            limits[length] = code << (MAX_LENGTH - length);
            code <<= 1;
        }
        limits[MAX_LENGTH + 1] = Integer.MAX_VALUE;
    }

    /** A table without a code. */
    static HuffmanTable empty() {
        return new HuffmanTable(new int[MAX_LENGTH + 1], new int[0], 0);
    }

    /** Reads one table of a DHT segment, behind its class and destination. */
    static HuffmanTable read(SegmentReader in, int sizeMask) {
        var counts = new int[MAX_LENGTH + 1];
        int total = 0;
        long space = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            counts[length] = in.u8();
            total += counts[length];
            space += (long) counts[length] << (MAX_LENGTH - length);
        }
        if (total > 256 || space > 1 << MAX_LENGTH) {
            throw in.failure("More Huffman codes than there can be");
        }
        var symbols = new int[total];
        for (int i = 0; i < total; i++) {
            symbols[i] = in.u8();
        }
        return new HuffmanTable(counts, symbols, sizeMask);
    }

    private void enter(int code, int length, int symbol, int sizeMask) {
        int size = symbol & sizeMask;
        int left = LOOK - length;
        for (int rest = 0; rest < 1 << left; rest++) {
            int entry = length | symbol << 8;
            if (size <= left) {
                int bits = rest >> (left - size);
                entry = (length + size) | 1 << 6 | symbol << 8 | extended(bits, size) << 16;
            }
            entries[code << left | rest] = entry;
        }
    }

    /** A value from its bits (ISO/IEC 10918-1 figure F.12). */
    static int extended(int bits, int size) {
        return size == 0 || bits >= 1 << (size - 1) ? bits : bits - (1 << size) + 1;
    }

    int[] entries() {
        return entries;
    }

    /**
     * Finds a code longer than {@link #LOOK} bits.
     *
     * @param bits the next 16 bits
     * @return its length in bits 0 to 5, its symbol in bits 8 to 15; -1 if there is no such code
     */
    int longCode(int bits) {
        int length = LOOK + 1;
        while (bits >= limits[length]) {
            length++;
        }
        if (length > MAX_LENGTH) {
            return -1;
        }
        int index = (bits >> (MAX_LENGTH - length)) + shifts[length];
        return length | symbols[index] << 8;
    }
}
