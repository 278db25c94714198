// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import spiders.dicom.dictionary.Dictionary;

import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Refuses what the standard does not let a value hold, and says nothing of what it is (PS3.5
 * section 6.2). What only a query holds, a range or a wildcard, is let through.
 */
final class StrictValue {

    private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9 _*?]*");
    private static final Pattern DECIMAL =
            Pattern.compile(" *[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([Ee][+-]?[0-9]+)? *");
    private static final Pattern INTEGER = Pattern.compile(" *[+-]?[0-9]{1,11} *");
    private static final int MAX_NAME_GROUP = 64;

    private StrictValue() {}

    /**
     * Refuses more or fewer values than PS3.6 lets the attribute have. Several UIDs are let
     * through: they are how a query asks for each of them (PS3.4 section C.2.2.2.2).
     */
    static void requireCount(Tag tag, VR vr, int count) {
        if (vr == VR.UI || !(vr.isBackslashSeparated() || vr.isBinaryNumber())) {
            return;
        }
        var multiplicity = Dictionary.multiplicity(tag);
        if (!multiplicity.allows(count)) {
            throw new IllegalArgumentException(
                    "%s has %s values, not %d".formatted(tag, multiplicity, count));
        }
    }

    static void require(Tag tag, VR vr, String value) {
        if (vr.isBackslashSeparated() && value.indexOf('\\') >= 0) {
            throw new IllegalArgumentException(
                    "A backslash within one value of %s %s".formatted(tag, vr));
        }
        requireCharacters(tag, vr, value);
        if (vr == VR.PN) {
            for (var group : value.split("=", -1)) {
                requireLength(MAX_NAME_GROUP, tag, vr, group);
            }
            return;
        }
        requireLength(vr.maxCharacters(), tag, vr, value);
        if (!value.isEmpty() && !isOfForm(vr, value)) {
            throw new IllegalArgumentException(
                    "A value of %s has not the form of %s".formatted(tag, vr));
        }
    }

    private static boolean isOfForm(VR vr, String value) {
        return switch (vr) {
            case AS -> AGE.matcher(value).matches();
            case CS -> CODE.matcher(value).matches();
            case DA -> DateRange.parse(value).isPresent();
            case DS -> DECIMAL.matcher(value).matches();
            case DT -> InstantRange.parse(value, ZoneOffset.UTC).isPresent();
            case IS -> INTEGER.matcher(value).matches() && isOf32Bits(value.strip());
            case TM -> TimeRange.parse(value).isPresent();
            case UI -> UID.isValid(value);
            default -> true;
        };
    }

    private static boolean isOf32Bits(String value) {
        long number = Long.parseLong(value);
        return number == (int) number;
    }

    private static void requireCharacters(Tag tag, VR vr, String value) {
        boolean isLong = !vr.isBackslashSeparated();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isLayout = c == '\t' || c == '\n' || c == '\f' || c == '\r';
            if (Character.isISOControl(c) && !(isLong && isLayout)) {
                throw new IllegalArgumentException(
                        "A control character in a value of %s %s".formatted(tag, vr));
            }
        }
    }

    private static void requireLength(int limit, Tag tag, VR vr, String value) {
        int length = value.codePointCount(0, value.length());
        if (length > limit) {
            throw new IllegalArgumentException(
                    "A value of %s %s has %d characters, limit %d"
                            .formatted(tag, vr, length, limit));
        }
    }
}
