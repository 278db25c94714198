// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/** Makes elements of values as JSON and XML have them; what is no number of its VR is left out. */
final class ReceivedValues {

    private ReceivedValues() {}

    static ValueElement element(Tag tag, VR vr, List<String> values) {
        if (vr.isText()) {
            return ValueElement.received(tag, vr, String.join("\\", values));
        }
        return switch (vr) {
            case AT -> ValueElement.numbers(tag, vr, numbers(values, ReceivedValues::tag));
            case FL, FD ->
                    ValueElement.numbers(
                            tag,
                            vr,
                            values.stream().flatMapToDouble(ReceivedValues::real).toArray());
            case US, SS, UL, SL, SV, UV ->
                    ValueElement.numbers(tag, vr, numbers(values, text -> integer(vr, text)));
            default -> ValueElement.empty(tag, vr);
        };
    }

    private interface Parser {

        LongStream parse(String text);
    }

    private static long[] numbers(List<String> values, Parser parser) {
        return values.stream().flatMapToLong(parser::parse).toArray();
    }

    private static LongStream tag(String text) {
        try {
            return LongStream.of(Integer.toUnsignedLong(Tag.parse(text).code()));
        } catch (IllegalArgumentException e) {
            return LongStream.empty();
        }
    }

    private static DoubleStream real(String text) {
        try {
            return DoubleStream.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return notFinite(text.strip());
        }
    }

    /** What Java does not parse as DICOM's writers spell it: dicom-rs "inf", DCMTK "nan" too. */
    private static DoubleStream notFinite(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> DoubleStream.of(Double.NaN);
            case "inf", "infinity" -> DoubleStream.of(Double.POSITIVE_INFINITY);
            case "-inf", "-infinity" -> DoubleStream.of(Double.NEGATIVE_INFINITY);
            default -> DoubleStream.empty();
        };
    }

    private static LongStream integer(VR vr, String text) {
        if (vr == VR.UV) {
            return unsigned(text);
        }
        // JSON has one kind of number: 512.0 and 5.12e2 are whole too, and 5.5 is not.
        return LongStream.of(NumberCodec.parseIntegers(List.of(text)))
                .filter(number -> NumberCodec.fits(vr, number));
    }

    private static LongStream unsigned(String text) {
        try {
            return LongStream.of(Long.parseUnsignedLong(text.strip()));
        } catch (NumberFormatException e) {
            return LongStream.empty();
        }
    }
}
