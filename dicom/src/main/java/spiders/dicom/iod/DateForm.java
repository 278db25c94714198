// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/** Dates and times as objects hold them, without the ranges of a query (PS3.5 table 6.2-1). */
final class DateForm {

    private static final Pattern DATE = Pattern.compile("[0-9]{8}");
    private static final Pattern TIME =
            Pattern.compile("([01][0-9]|2[0-3])([0-5][0-9]([0-5][0-9]|60)?(\\.[0-9]{1,6})?)?");
    private static final Pattern OFFSET = Pattern.compile("[+-](0[0-9]|1[0-4])[0-5][0-9]");
    private static final int DATE_DIGITS = 8;

    private DateForm() {}

    static boolean isDate(String text) {
        return DATE.matcher(text).matches() && isDay(text);
    }

    private static boolean isDay(String digits) {
        try {
            return LocalDate.of(
                            Integer.parseInt(digits.substring(0, 4)),
                            Integer.parseInt(digits.substring(4, 6)),
                            Integer.parseInt(digits.substring(6, 8)))
                    .isBefore(LocalDate.MAX);
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** A fraction follows seconds only. */
    static boolean isTime(String text) {
        int point = text.indexOf('.');
        return TIME.matcher(text).matches() && (point < 0 || point == 6);
    }

    static boolean isDateTime(String text) {
        int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
        if (sign >= 0 && !OFFSET.matcher(text.substring(sign)).matches()) {
            return false;
        }
        var moment = sign < 0 ? text : text.substring(0, sign);
        if (moment.length() > DATE_DIGITS) {
            return isDate(moment.substring(0, DATE_DIGITS))
                    && isTime(moment.substring(DATE_DIGITS));
        }
        // A year, a month or a day: what is not said is completed for the check.
        boolean isWhole = moment.length() == 4 || moment.length() == 6 || moment.length() == 8;
        return isWhole && isDate((moment + "0101").substring(0, DATE_DIGITS));
    }
}
