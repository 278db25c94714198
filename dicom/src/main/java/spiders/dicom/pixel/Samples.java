// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/**
 * The cells of a frame in an array of their width.
 *
 * <p>The arrays are not copied, neither in nor out: who changes one changes the frame. Cells of
 * whole numbers are bits; {@link #whole} reads them unsigned.
 */
public sealed interface Samples {

    int length();

    /** The bits of the cell at an index, unsigned up to 32 bits; of a real number, it cut short. */
    long whole(int index);

    /** Makes cells of zeros for all samples of a frame. */
    static Samples allocate(ImagePixel image) {
        int length = image.samples();
        return switch (image.depth().format()) {
            case FLOAT -> new OfFloat(new float[length]);
            case DOUBLE -> new OfDouble(new double[length]);
            case UNSIGNED, SIGNED ->
                    switch (image.depth().cellBytes()) {
                        case 1 -> new OfByte(new byte[length]);
                        case 2 -> new OfShort(new short[length]);
                        case 4 -> new OfInt(new int[length]);
                        default -> new OfLong(new long[length]);
                    };
        };
    }

    /** Whether these are cells of that depth. */
    default boolean fits(SampleDepth depth) {
        return switch (this) {
            case OfByte _ -> depth.cellBytes() == 1;
            case OfShort _ -> depth.cellBytes() == 2;
            case OfInt _ -> depth.cellBytes() == 4 && depth.format().isWhole();
            case OfLong _ -> depth.cellBytes() == 8 && depth.format().isWhole();
            case OfFloat _ -> depth.format() == SampleFormat.FLOAT;
            case OfDouble _ -> depth.format() == SampleFormat.DOUBLE;
        };
    }

    /** Cells of 8 bits, or single bits as 0 and 1. */
    final class OfByte implements Samples {

        private final byte[] array;

        public OfByte(byte[] array) {
            this.array = array;
        }

        public byte[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return array[index] & 0xFF;
        }
    }

    /** Cells of 16 bits. */
    final class OfShort implements Samples {

        private final short[] array;

        public OfShort(short[] array) {
            this.array = array;
        }

        public short[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return array[index] & 0xFFFF;
        }
    }

    /** Cells of 32 bits. */
    final class OfInt implements Samples {

        private final int[] array;

        public OfInt(int[] array) {
            this.array = array;
        }

        public int[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return Integer.toUnsignedLong(array[index]);
        }
    }

    /** Cells of 64 bits. */
    final class OfLong implements Samples {

        private final long[] array;

        public OfLong(long[] array) {
            this.array = array;
        }

        public long[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return array[index];
        }
    }

    /** Real numbers of 32 bits. */
    final class OfFloat implements Samples {

        private final float[] array;

        public OfFloat(float[] array) {
            this.array = array;
        }

        public float[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return (long) array[index];
        }
    }

    /** Real numbers of 64 bits. */
    final class OfDouble implements Samples {

        private final double[] array;

        public OfDouble(double[] array) {
            this.array = array;
        }

        public double[] array() {
            return array;
        }

        @Override
        public int length() {
            return array.length;
        }

        @Override
        public long whole(int index) {
            return (long) array[index];
        }
    }
}
