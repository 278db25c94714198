// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Numbers to and from values: little-endian binary, and the text of IS and DS. */
final class NumberCodec {

    private static final VarHandle SHORT = handle(short[].class);
    private static final VarHandle INT = handle(int[].class);
    private static final VarHandle LONG = handle(long[].class);

    private static final int DS_LENGTH = 16;

    private NumberCodec() {}

    private static VarHandle handle(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of one number, or 0 where the VR holds none. */
    private static int size(VR vr) {
        if (vr.isBinaryNumber()) {
            return vr.numberSize();
        }
        return vr.isBytes() && vr != VR.UN ? vr.wordSize() : 0;
    }

    static long[] integers(VR vr, byte[] array, int offset, int length) {
        int size = size(vr);
        if (size == 0 || vr == VR.OB) {
            return new long[0];
        }
        var numbers = new long[length / size];
        int count = 0;
        for (int i = 0; i < numbers.length; i++) {
            int at = offset + i * size;
            if (isReal(vr)) {
                double real = real(vr, array, at);
                if (real == (long) real) {
                    numbers[count++] = (long) real;
                }
                continue;
            }
            numbers[count++] = integer(vr, array, at);
        }
        return count == numbers.length ? numbers : Arrays.copyOf(numbers, count);
    }

    static double[] reals(VR vr, byte[] array, int offset, int length) {
        int size = size(vr);
        if (size == 0 || vr == VR.OB) {
            return new double[0];
        }
        var numbers = new double[length / size];
        for (int i = 0; i < numbers.length; i++) {
            int at = offset + i * size;
            numbers[i] = isReal(vr) ? real(vr, array, at) : real(vr, integer(vr, array, at));
        }
        return numbers;
    }

    private static double real(VR vr, long integer) {
        boolean isAbove = integer < 0 && (vr == VR.UV || vr == VR.OV);
        // Halved with its lowest bit kept, so that it is rounded once, and doubled again.
        return isAbove ? 2.0 * ((integer >>> 1) | (integer & 1)) : integer;
    }

    private static boolean isReal(VR vr) {
        return vr == VR.FL || vr == VR.FD || vr == VR.OF || vr == VR.OD;
    }

    private static double real(VR vr, byte[] array, int at) {
        return vr == VR.FL || vr == VR.OF
                ? Float.intBitsToFloat((int) INT.get(array, at))
                : Double.longBitsToDouble((long) LONG.get(array, at));
    }

    private static long integer(VR vr, byte[] array, int at) {
        return switch (vr) {
            case US, OW -> Short.toUnsignedLong((short) SHORT.get(array, at));
            case SS -> (short) SHORT.get(array, at);
            case UL, OL -> Integer.toUnsignedLong((int) INT.get(array, at));
            case SL -> (int) INT.get(array, at);
            case AT ->
                    (Short.toUnsignedLong((short) SHORT.get(array, at)) << 16)
                            | Short.toUnsignedLong((short) SHORT.get(array, at + 2));
            // UV and OV above 2^63 come out negative: Long.toUnsignedString reads them.
            case SV, UV, OV -> (long) LONG.get(array, at);
            default -> throw new IllegalArgumentException(vr + " holds no whole numbers");
        };
    }

    static List<String> strings(VR vr, byte[] array, int offset, int length) {
        int size = vr.numberSize();
        var strings = new ArrayList<String>(length / size);
        for (int at = offset; at + size <= offset + length; at += size) {
            strings.add(string(vr, array, at));
        }
        return List.copyOf(strings);
    }

    private static String string(VR vr, byte[] array, int at) {
        return switch (vr) {
            case FL -> Float.toString(Float.intBitsToFloat((int) INT.get(array, at)));
            case FD -> Double.toString(Double.longBitsToDouble((long) LONG.get(array, at)));
            case UV -> Long.toUnsignedString(integer(vr, array, at));
            case AT -> new Tag((int) integer(vr, array, at)).hex();
            default -> Long.toString(integer(vr, array, at));
        };
    }

    static long[] parseIntegers(List<String> values) {
        var numbers = new long[values.size()];
        int count = 0;
        for (var value : values) {
            var text = value.strip();
            try {
                // "512.0" in an IS: written by devices that keep every number as a real one.
                numbers[count] =
                        text.indexOf('.') < 0 && text.indexOf('E') < 0 && text.indexOf('e') < 0
                                ? Long.parseLong(text)
                                : wholeReal(text);
                count++;
            } catch (NumberFormatException e) {
                count += 0; // Not a whole number: left out.
            }
        }
        return Arrays.copyOf(numbers, count);
    }

    private static long wholeReal(String text) {
        double real = Double.parseDouble(text);
        if (real != (long) real) {
            throw new NumberFormatException("Not a whole number");
        }
        return (long) real;
    }

    static double[] parseReals(String text) {
        var numbers = new double[16];
        int count = 0;
        int from = 0;
        while (from <= text.length()) {
            int to = text.indexOf('\\', from);
            to = to < 0 ? text.length() : to;
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            try {
                numbers[count] = Double.parseDouble(text.substring(from, to));
                count += Double.isFinite(numbers[count]) ? 1 : 0;
            } catch (NumberFormatException e) {
                count += 0; // Not a number: left out, as what Java calls NaN or Infinity.
            }
            from = to + 1;
        }
        return Arrays.copyOf(numbers, count);
    }

    private static int encodedSize(VR vr) {
        int size = size(vr);
        if (size == 0 || vr == VR.OB) {
            throw new IllegalArgumentException(vr + " holds no numbers");
        }
        return size;
    }

    static byte[] encode(VR vr, long... numbers) {
        int size = encodedSize(vr);
        var bytes = new byte[numbers.length * size];
        for (int i = 0; i < numbers.length; i++) {
            encode(vr, numbers[i], bytes, i * size);
        }
        return bytes;
    }

    private static void encode(VR vr, long number, byte[] bytes, int at) {
        require(number, vr);
        switch (vr) {
            case US, SS, OW -> SHORT.set(bytes, at, (short) number);
            case UL, SL, OL -> INT.set(bytes, at, (int) number);
            case AT -> {
                SHORT.set(bytes, at, (short) (number >> 16));
                SHORT.set(bytes, at + 2, (short) number);
            }
            case FL, OF -> INT.set(bytes, at, Float.floatToIntBits((float) number));
            case FD, OD -> LONG.set(bytes, at, Double.doubleToLongBits((double) number));
            default -> LONG.set(bytes, at, number);
        }
    }

    static boolean fits(VR vr, long number) {
        return switch (vr) {
            case US, OW -> number >= 0 && number <= 0xFFFF;
            case SS -> number == (short) number;
            case UL, AT, OL -> number >= 0 && number <= 0xFFFF_FFFFL;
            case SL -> number == (int) number;
            default -> true;
        };
    }

    private static void require(long number, VR vr) {
        if (!fits(vr, number)) {
            throw new IllegalArgumentException("Number out of the range of " + vr);
        }
    }

    static byte[] encode(VR vr, double... numbers) {
        int size = encodedSize(vr);
        var bytes = new byte[numbers.length * size];
        for (int i = 0; i < numbers.length; i++) {
            if (vr == VR.FL || vr == VR.OF) {
                INT.set(bytes, i * size, Float.floatToIntBits((float) numbers[i]));
            } else {
                LONG.set(bytes, i * size, Double.doubleToLongBits(numbers[i]));
            }
        }
        return bytes;
    }

    /** Writes a number in at most 16 characters, with as many digits as fit (PS3.5 6.2, DS). */
    static String decimalString(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("A DS holds finite numbers only");
        }
        if (number == (long) number && Math.abs(number) < 1e15) {
            return Long.toString((long) number);
        }
        var shortest = Double.toString(number);
        if (shortest.length() <= DS_LENGTH) {
            return shortest;
        }
        var exact = new BigDecimal(shortest);
        for (int digits = DS_LENGTH; digits > 0; digits--) {
            var rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.toString().length() <= DS_LENGTH) {
                return rounded.toString();
            }
            var plain = rounded.toPlainString();
            if (plain.length() <= DS_LENGTH) {
                return plain;
            }
        }
        throw new IllegalStateException("One digit and an exponent always fit");
    }
}
