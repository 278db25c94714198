// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;

/** A date of which the day, or the month too, may be unknown: {@code 2026}, {@code 2026-03}. */
public final class PartialDate {

    private static final DateTimeFormatter FRENCH =
            DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter FRENCH_MONTH =
            DateTimeFormatter.ofPattern("M/uuuu").withResolverStyle(ResolverStyle.STRICT);
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;

    private PartialDate() {}

    /** The ISO 8601 form of what was typed so, or as 14/03/2026, 03/2026 or 2026. */
    public static String checked(String typed) {
        var text = typed.strip();
        try {
            if (text.isEmpty() || text.length() == YEAR_LENGTH) {
                return text.isEmpty() ? "" : Year.parse(text).toString();
            }
            if (text.contains("/")) {
                return text.indexOf('/') == text.lastIndexOf('/')
                        ? YearMonth.parse(text, FRENCH_MONTH).toString()
                        : LocalDate.parse(text, FRENCH).toString();
            }
            return text.length() == MONTH_LENGTH
                    ? YearMonth.parse(text).toString()
                    : LocalDate.parse(text).toString();
        } catch (DateTimeParseException refused) {
            throw new IllegalArgumentException("a date, a month or a year", refused);
        }
    }

    /** As a French reader writes it. */
    public static String french(String iso) {
        return switch (iso.length()) {
            case 0, YEAR_LENGTH -> iso;
            case MONTH_LENGTH ->
                    iso.substring(YEAR_LENGTH + 1) + "/" + iso.substring(0, YEAR_LENGTH);
            default -> DateTimeFormatter.ofPattern("dd/MM/uuuu").format(LocalDate.parse(iso));
        };
    }
}
