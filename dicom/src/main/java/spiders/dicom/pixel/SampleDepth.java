// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/**
 * How a sample stands in its cell (PS3.5 section 8.1.1).
 *
 * @param allocated the bits of a cell: 1, 8, 16, 32 or 64
 * @param stored the bits of the sample within
 * @param highBit the sample's highest bit, counted from the cell's lowest as 0
 */
public record SampleDepth(int allocated, int stored, int highBit, SampleFormat format) {

    public SampleDepth {
        if (allocated != 1
                && allocated != 8
                && allocated != 16
                && allocated != 32
                && allocated != 64) {
            throw new InvalidImageException("Bits Allocated is %d".formatted(allocated));
        }
        if (stored < 1 || stored > allocated) {
            throw new InvalidImageException(
                    "Bits Stored is %d of %d allocated".formatted(stored, allocated));
        }
        if (highBit < stored - 1 || highBit >= allocated) {
            throw new InvalidImageException(
                    "High Bit is %d for %d bits stored of %d"
                            .formatted(highBit, stored, allocated));
        }
        boolean isRealOfItsSize =
                switch (format) {
                    case UNSIGNED, SIGNED -> true;
                    case FLOAT -> stored == Float.SIZE && allocated == stored;
                    case DOUBLE -> stored == Double.SIZE && allocated == stored;
                };
        if (!isRealOfItsSize) {
            throw new InvalidImageException(
                    "%s of %d bits, %d of them stored".formatted(format, allocated, stored));
        }
    }

    /** The usual depth: the sample in the lowest bits of its cell. */
    public static SampleDepth of(int allocated, int stored, SampleFormat format) {
        return new SampleDepth(allocated, stored, stored - 1, format);
    }

    /** The bytes of a decoded cell; a single bit gets a byte of its own. */
    public int cellBytes() {
        return Math.max(1, allocated / 8);
    }

    /** Whether cells are whole numbers of 32 bits or less, which {@link Frame#row} reads. */
    public boolean isWholeIn32Bits() {
        return format.isWhole() && cellBytes() <= Integer.BYTES;
    }

    public boolean isSigned() {
        return format == SampleFormat.SIGNED;
    }

    /** Whether the sample ends at its cell's lowest bit. */
    public boolean isAligned() {
        return highBit == stored - 1;
    }

    /** The same with the sample in the lowest bits of its cell. */
    public SampleDepth aligned() {
        return new SampleDepth(allocated, stored, stored - 1, format);
    }
}
