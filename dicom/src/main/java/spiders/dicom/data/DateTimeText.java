// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads the text of DA, TM and DT (PS3.5 section 6.2), and nothing of what is no date. */
final class DateTimeText {

    private DateTimeText() {}

    static Optional<LocalDate> date(String text) {
        // ACR-NEMA wrote 1997.08.15, and old archives still hand it out (PS3.5 table 6.2-1, note).
        var digits = text.replace(".", "");
        if (digits.length() < 8 || !areDigits(digits, 0, 8)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    LocalDate.of(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalTime> time(String text) {
        // ACR-NEMA wrote 10:15:30.
        var digits = text.replace(":", "");
        int point = digits.indexOf('.');
        var whole = point < 0 ? digits : digits.substring(0, point);
        var fraction = point < 0 ? "" : digits.substring(point + 1);
        boolean wellFormed =
                whole.length() >= 2
                        && whole.length() <= 6
                        && whole.length() % 2 == 0
                        && areDigits(whole, 0, whole.length())
                        && areDigits(fraction, 0, fraction.length());
        if (!wellFormed) {
            return Optional.empty();
        }
        return time(whole, fraction);
    }

    private static Optional<LocalTime> time(String whole, String fraction) {
        int hour = number(whole, 0, 2);
        int minute = whole.length() >= 4 ? number(whole, 2, 4) : 0;
        int second = whole.length() == 6 ? number(whole, 4, 6) : 0;
        var nanos = (fraction + "000000000").substring(0, 9);
        try {
            // A leap second, 60, is the last one of its minute on a clock of Java.
            return Optional.of(
                    LocalTime.of(
                            hour, minute, second == 60 ? 59 : second, Integer.parseInt(nanos)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Optional<LocalDateTime> dateTime(String text) {
        int offset = Math.max(text.indexOf('+'), text.indexOf('-'));
        var local = offset < 0 ? text : text.substring(0, offset);
        var date =
                date(
                        local.length() < 8
                                ? (local + "0101").substring(0, Math.min(8, local.length() + 4))
                                : local.substring(0, 8));
        var time = local.length() <= 8 ? Optional.of(LocalTime.MIDNIGHT) : time(local.substring(8));
        return date.flatMap(day -> time.map(day::atTime));
    }

    /** Returns the last nanosecond of what a TM of so many characters says. */
    static LocalTime endOf(LocalTime start, int length) {
        return switch (length) {
            case 2 -> start.plusHours(1).minusNanos(1);
            case 4 -> start.plusMinutes(1).minusNanos(1);
            case 6 -> start.plusSeconds(1).minusNanos(1);
            default -> start;
        };
    }

    static Optional<Moment> moment(String text) {
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        if (sign < 0) {
            return moment(text, new Moment.Offset.Unsaid());
        }
        return offset(text.substring(sign))
                .flatMap(zone -> moment(text.substring(0, sign), new Moment.Offset.Said(zone)));
    }

    private static Optional<Moment> moment(String local, Moment.Offset offset) {
        int length = local.length();
        boolean hasWholeComponents = length > 14 || (length >= 4 && length % 2 == 0);
        return hasWholeComponents
                ? dateTime(local)
                        .map(start -> new Moment(start, Moment.Precision.of(length), offset))
                : Optional.empty();
    }

    /** Reads an offset from UTC, {@code +0100}: -1200 to +1400 (PS3.5 section 6.2, DT). */
    static Optional<ZoneOffset> offset(String text) {
        boolean isSigned = text.startsWith("+") || text.startsWith("-");
        if (text.length() != 5 || !isSigned || !areDigits(text, 1, 5)) {
            return Optional.empty();
        }
        int minutes = number(text, 1, 3) * 60 + number(text, 3, 5);
        boolean isPossible =
                number(text, 3, 5) < 60 && minutes <= (text.charAt(0) == '-' ? 12 : 14) * 60;
        return isPossible
                ? Optional.of(
                        ZoneOffset.ofTotalSeconds(
                                (text.charAt(0) == '-' ? -minutes : minutes) * 60))
                : Optional.empty();
    }

    /** Writes an offset from UTC. */
    static String text(ZoneOffset offset) {
        int minutes = Math.abs(offset.getTotalSeconds()) / 60;
        return "%s%02d%02d"
                .formatted(offset.getTotalSeconds() < 0 ? "-" : "+", minutes / 60, minutes % 60);
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
