// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel;

import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;

/** Applies a function of brightness to every sample of a grey frame. */
final class GreyScale {

    private static final int WHITE = 255;

    private GreyScale() {}

    /** Returns the brightness of each pixel, 0 to 255. */
    static byte[] apply(Frame frame, DoubleUnaryOperator brightness) {
        var aligned = frame.aligned();
        return switch (aligned.samples()) {
            case Samples.OfByte cells -> bytes(cells.array(), table(aligned, brightness));
            case Samples.OfShort cells -> shorts(cells.array(), table(aligned, brightness));
            case Samples.OfInt _, Samples.OfLong _, Samples.OfFloat _, Samples.OfDouble _ ->
                    each(aligned, brightness);
        };
    }

    /** Of each cell of up to 16 bits, as they are unsigned, what becomes of it. */
    private static byte[] table(Frame frame, DoubleUnaryOperator brightness) {
        var depth = frame.image().depth();
        int cells = 1 << (8 * depth.cellBytes());
        var table = new byte[cells];
        for (int i = 0; i < cells; i++) {
            int signed = cells == 1 << Byte.SIZE ? (byte) i : (short) i;
            table[i] = grey(brightness.applyAsDouble(depth.isSigned() ? signed : i));
        }
        return table;
    }

    private static byte grey(double brightness) {
        return (byte) Math.clamp(Math.round(brightness * WHITE), 0, WHITE);
    }

    private static byte[] bytes(byte[] cells, byte[] table) {
        var grey = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            grey[i] = table[cells[i] & 0xFF];
        }
        return grey;
    }

    private static byte[] shorts(short[] cells, byte[] table) {
        var grey = new byte[cells.length];
        for (int i = 0; i < cells.length; i++) {
            grey[i] = table[cells[i] & 0xFFFF];
        }
        return grey;
    }

    private static byte[] each(Frame frame, DoubleUnaryOperator brightness) {
        var grey = new byte[frame.samples().length()];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = grey(brightness.applyAsDouble(value(frame, i)));
        }
        return grey;
    }

    private static double value(Frame frame, int index) {
        boolean isSigned = frame.image().depth().isSigned();
        return switch (frame.samples()) {
            case Samples.OfByte cells ->
                    isSigned ? cells.array()[index] : cells.array()[index] & 0xFF;
            case Samples.OfShort cells ->
                    isSigned ? cells.array()[index] : cells.array()[index] & 0xFFFF;
            case Samples.OfInt cells ->
                    isSigned ? cells.array()[index] : Integer.toUnsignedLong(cells.array()[index]);
            case Samples.OfLong cells -> cells.array()[index];
            case Samples.OfFloat cells -> cells.array()[index];
            case Samples.OfDouble cells -> cells.array()[index];
        };
    }

    /**
     * Returns the window from the least value of a frame to the greatest; none if there is no
     * finite one.
     *
     * @param isPadding whether a stored value does not count
     */
    static Optional<Window> span(
            Frame frame, DoubleUnaryOperator modality, DoublePredicate isPadding) {
        var aligned = frame.aligned();
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < aligned.samples().length(); i++) {
            double stored = value(aligned, i);
            if (Double.isFinite(stored) && !isPadding.test(stored)) {
                double value = modality.applyAsDouble(stored);
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (least > most) {
            return Optional.empty();
        }
        double width = most - least;
        return Optional.of(
                new Window(
                        (least + most) / 2,
                        width > 0 && Double.isFinite(width) ? width : 1,
                        Window.Function.LINEAR_EXACT));
    }
}
