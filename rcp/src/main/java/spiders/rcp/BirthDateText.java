// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a birth date as people and programs write it; day and month may be 00, because the birth
 * records of some are incomplete.
 */
public final class BirthDateText {

    private static final Pattern FRENCH = Pattern.compile("(\\d{2})[/. -](\\d{2})[/. -](\\d{4})");
    private static final Pattern RUN_TOGETHER = Pattern.compile("(\\d{2})(\\d{2})(\\d{4})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern BASIC = Pattern.compile("((?:18|19|20)\\d{2})(\\d{2})(\\d{2})");
    private static final int OLDEST_YEAR = 1850;

    private BirthDateText() {}

    /** {@code YYYYMMDD}, or empty when the text is no date. */
    public static Optional<String> read(String text) {
        var stripped = text.strip();
        var yearFirst = matched(ISO, stripped, 1, 2, 3).or(() -> matched(BASIC, stripped, 1, 2, 3));
        return yearFirst
                .or(() -> matched(FRENCH, stripped, 3, 2, 1))
                .or(() -> matched(RUN_TOGETHER, stripped, 3, 2, 1));
    }

    /** Whether a date that was read lies after a day; unknown parts count as the first. */
    public static boolean isAfter(String basic, LocalDate day) {
        return day(basic).filter(date -> date.isAfter(day)).isPresent();
    }

    private static Optional<String> matched(
            Pattern pattern, String text, int year, int month, int day) {
        var matcher = pattern.matcher(text);
        return matcher.matches()
                ? Optional.of(matcher.group(year) + matcher.group(month) + matcher.group(day))
                        .filter(basic -> day(basic).isPresent())
                : Optional.empty();
    }

    private static Optional<LocalDate> day(String basic) {
        int year = Integer.parseInt(basic.substring(0, 4));
        int month = Math.max(1, Integer.parseInt(basic.substring(4, 6)));
        int day = Math.max(1, Integer.parseInt(basic.substring(6)));
        try {
            return Optional.of(LocalDate.of(year, month, day))
                    .filter(date -> date.getYear() >= OLDEST_YEAR);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
