// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

/** Moves samples to the low bits of their cells, and fills the rest with their sign, or zeros. */
final class Alignment {

    private Alignment() {}

    static Frame align(Frame frame) {
        var depth = frame.image().depth();
        if (!depth.format().isWhole() || depth.stored() == Math.max(depth.allocated(), 8)) {
            return frame;
        }
        Samples aligned =
                switch (frame.samples()) {
                    case Samples.OfByte cells -> new Samples.OfByte(bytes(cells.array(), depth));
                    case Samples.OfShort cells -> new Samples.OfShort(shorts(cells.array(), depth));
                    case Samples.OfInt cells -> new Samples.OfInt(ints(cells.array(), depth));
                    case Samples.OfLong cells -> new Samples.OfLong(longs(cells.array(), depth));
                    case Samples.OfFloat _, Samples.OfDouble _ -> frame.samples();
                };
        return new Frame(frame.image().withDepth(depth.aligned()), aligned);
    }

    private static byte[] bytes(byte[] cells, SampleDepth depth) {
        int left = Integer.SIZE - 1 - depth.highBit();
        int right = Integer.SIZE - depth.stored();
        boolean isSigned = depth.isSigned();
        var aligned = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int high = cells[i] << left;
            aligned[i] = (byte) (isSigned ? high >> right : high >>> right);
        }
        return aligned;
    }

    private static short[] shorts(short[] cells, SampleDepth depth) {
        int left = Integer.SIZE - 1 - depth.highBit();
        int right = Integer.SIZE - depth.stored();
        boolean isSigned = depth.isSigned();
        var aligned = new short[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int high = cells[i] << left;
            aligned[i] = (short) (isSigned ? high >> right : high >>> right);
        }
        return aligned;
    }

    private static int[] ints(int[] cells, SampleDepth depth) {
        int left = Integer.SIZE - 1 - depth.highBit();
        int right = Integer.SIZE - depth.stored();
        boolean isSigned = depth.isSigned();
        var aligned = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            int high = cells[i] << left;
            aligned[i] = isSigned ? high >> right : high >>> right;
        }
        return aligned;
    }

    private static long[] longs(long[] cells, SampleDepth depth) {
        int left = Long.SIZE - 1 - depth.highBit();
        int right = Long.SIZE - depth.stored();
        boolean isSigned = depth.isSigned();
        var aligned = new long[cells.length];
        for (int i = 0; i < cells.length; i++) {
            long high = cells[i] << left;
            aligned[i] = isSigned ? high >> right : high >>> right;
        }
        return aligned;
    }
}
