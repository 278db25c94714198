// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.nio.ByteOrder;

/** A modality, VOI or presentation LUT: a value of each input (PS3.3 section C.11). */
public final class LookupTable {

    private static final int MAX_ENTRIES = 1 << 16;

    private final int[] values;
    private final int first;
    private final int bits;

    private LookupTable(int[] values, int first, int bits) {
        this.values = values;
        this.first = first;
        this.bits = bits;
    }

    /**
     * Reads the item of a LUT sequence.
     *
     * @param isSigned whether its inputs are, which the descriptor's second value follows
     * @throws InvalidImageException if the data is not what the descriptor says
     */
    public static LookupTable of(DataSet item, boolean isSigned) {
        int[] descriptor = item.integers(Tags.LUTDescriptor);
        if (descriptor.length != 3 || descriptor[2] < 1 || descriptor[2] > 16) {
            throw new InvalidImageException("No LUT Descriptor");
        }
        int entries = descriptor[0] & 0xFFFF;
        var values = new int[entries == 0 ? MAX_ENTRIES : entries];
        var data =
                item.bytes(Tags.LUTData)
                        .orElseThrow(() -> new InvalidImageException("No LUT Data"));
        boolean isBytes = data.length() < 2L * values.length;
        if (isBytes && (descriptor[2] > 8 || data.length() < values.length)) {
            throw new InvalidImageException("LUT Data ends too early");
        }
        var words = data.buffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            values[i] = isBytes ? words.get(i) & 0xFF : words.getShort(2 * i) & 0xFFFF;
        }
        int first = isSigned ? (short) descriptor[1] : descriptor[1] & 0xFFFF;
        return new LookupTable(values, first, descriptor[2]);
    }

    /** The value of an input; below the first, the first's, above the last, the last's. */
    public int value(double input) {
        long entry = Math.round(input) - first;
        return values[Math.clamp(entry, 0, values.length - 1)];
    }

    /** How many inputs it has a value for: 1 to 65536. */
    public int entries() {
        return values.length;
    }

    /** The greatest value that its bits allow. */
    public int maximum() {
        return (1 << bits) - 1;
    }
}
