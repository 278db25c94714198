// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The form that a value of text has, by its VR (PS3.5 table 6.2-1). */
final class TextForm {

    private static final Pattern AGE = Pattern.compile("[0-9]{3}[DWMY]");
    private static final Pattern DECIMAL =
            Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,11}");
    private static final Pattern UID_TEXT = Pattern.compile("(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))+");
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_ ]*");
    private static final int GROUP_CHARACTERS = 64;
    private static final int GROUPS = 3;
    private static final int COMPONENTS = 5;

    private TextForm() {}

    /** Returns what is wrong with a value without its padding; nothing is wrong with none. */
    static Optional<String> fault(VR vr, String value) {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var form =
                switch (vr) {
                    case AE -> printable(value, TextForm::isPlain);
                    case AS -> matches(AGE, value, "is no age");
                    case CS -> matches(CODE, value, "has characters that a code string may not");
                    case DA -> when(!DateForm.isDate(value), "is no date");
                    case TM -> when(!DateForm.isTime(value), "is no time");
                    case DT -> when(!DateForm.isDateTime(value), "is no date and time");
                    case DS -> matches(DECIMAL, value, "is no decimal number");
                    case IS -> whole(value);
                    case UI -> matches(UID_TEXT, value, "is no UID");
                    case PN -> name(value);
                    case LO, SH, UC -> printable(value, TextForm::isOfLine);
                    case LT, ST, UT -> printable(value, TextForm::isOfText);
                    case UR -> printable(value, c -> c > ' ' && c < 0x7F);
                    default -> Optional.<String>empty();
                };
        return form.or(() -> length(vr, value));
    }

    private static Optional<String> when(boolean wrong, String fault) {
        return wrong ? Optional.of(fault) : Optional.empty();
    }

    private static Optional<String> matches(Pattern pattern, String value, String fault) {
        return when(!pattern.matcher(value).matches(), fault);
    }

    private static Optional<String> printable(String value, IntPredicate allowed) {
        return when(!value.chars().allMatch(allowed), "has characters that its VR may not");
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7F;
    }

    /** Anything but control characters; an escape sequence switches character sets. */
    private static boolean isOfLine(int c) {
        return (c >= ' ' && c != 0x7F) || c == 0x1B;
    }

    private static boolean isOfText(int c) {
        return isOfLine(c) || (c >= '\t' && c <= '\r' && c != 0x0B);
    }

    private static Optional<String> whole(String value) {
        if (!WHOLE.matcher(value).matches()) {
            return Optional.of("is no whole number");
        }
        long number = Long.parseLong(value);
        return when(number != (int) number, "is beyond 32 bits");
    }

    private static Optional<String> name(String value) {
        var groups = value.split("=", -1);
        if (groups.length > GROUPS) {
            return Optional.of("has more than three component groups");
        }
        for (var group : groups) {
            if (group.codePointCount(0, group.length()) > GROUP_CHARACTERS) {
                return Optional.of("has a component group of more than 64 characters");
            }
            if (group.chars().filter(c -> c == '^').count() >= COMPONENTS) {
                return Optional.of("has more than five components");
            }
        }
        return printable(value, TextForm::isOfLine);
    }

    private static Optional<String> length(VR vr, String value) {
        int limit =
                switch (vr) {
                    case PN -> Integer.MAX_VALUE; // Its groups are limited.
                    default -> vr.maxCharacters();
                };
        int length = value.codePointCount(0, value.length());
        return when(length > limit, "has %d characters, limit %d".formatted(length, limit));
    }

    /** Whether bytes stand in the text that its character set, or its VR, does not have. */
    static boolean hasForeignBytes(ValueElement value) {
        boolean isPlain =
                !value.vr().usesCharacterSet()
                        || value.characterSet().equals(SpecificCharacterSet.ASCII);
        if (!isPlain) {
            return value.text().indexOf('\uFFFD') >= 0;
        }
        var bytes = value.bytes().buffer();
        while (bytes.hasRemaining()) {
            if (bytes.get() < 0) {
                return true;
            }
        }
        return false;
    }
}
