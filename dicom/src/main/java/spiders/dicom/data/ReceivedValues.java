// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.List;
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
            return DoubleStream.empty();
        }
    }

    private static LongStream integer(VR vr, String text) {
        try {
            if (vr == VR.UV) {
                return LongStream.of(Long.parseUnsignedLong(text));
            }
            long number =
                    text.contains(".") ? (long) Double.parseDouble(text) : Long.parseLong(text);
            return NumberCodec.fits(vr, number) ? LongStream.of(number) : LongStream.empty();
        } catch (NumberFormatException e) {
            return LongStream.empty();
        }
    }
}
