// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/** Turns traits into keys that a PACS can match, wide enough for what registries write. */
public final class NamePattern {

    private static final int LETTERS = 4;

    private NamePattern() {}

    /**
     * The first letters of a family name, then anything; letters that carry an accent become {@code
     * ?}. With an exact birth date beside it, this stays narrow, and it finds compound names,
     * markers and slips of the keyboard that the comparison then judges. Empty for a name without
     * letters.
     */
    public static String familyName(String name) {
        var pattern = new StringBuilder();
        int letters = 0;
        var composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        var upper = composed.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char c = upper.charAt(i);
            if (!Character.isLetterOrDigit(c) || c == 'Œ' || c == 'Æ' || letters == LETTERS) {
                break;
            }
            pattern.append(c < 0x80 ? c : '?');
            letters++;
        }
        return pattern.isEmpty() ? "" : pattern.append('*').toString();
    }

    /**
     * The whole birth name and the first given name, then anything; a letter with an accent or a
     * mark between words becomes {@code ?}, a ligature {@code *}. Empty where one of them is.
     */
    public static String wholeName(String birthName, List<String> givenNames) {
        var family = masked(birthName);
        var given = givenNames.isEmpty() ? "" : masked(givenNames.getFirst());
        return family.isEmpty() || given.isEmpty() ? "" : family + "^" + given + "*";
    }

    private static String masked(String name) {
        var composed = Normalizer.normalize(name.strip(), Normalizer.Form.NFC);
        var pattern = new StringBuilder();
        for (char c : composed.toUpperCase(Locale.ROOT).toCharArray()) {
            boolean isPlain = c < 0x80 && Character.isLetterOrDigit(c);
            pattern.append(isPlain ? c : c == 'Œ' || c == 'Æ' ? '*' : '?');
        }
        return pattern.toString();
    }

    /** The date as it is, and with day and month exchanged where that is a date too. */
    public static List<String> birthDates(String birthDate) {
        var date = BirthDate.parse(birthDate);
        if (date.isUnknown() || date.month() == 0 || date.day() == 0) {
            return List.of();
        }
        var dates = new LinkedHashSet<String>();
        dates.add(text(date.year(), date.month(), date.day()));
        if (date.day() <= 12) {
            dates.add(text(date.year(), date.day(), date.month()));
        }
        return List.copyOf(dates);
    }

    private static String text(int year, int month, int day) {
        return "%04d%02d%02d".formatted(year, month, day);
    }

    /** An identifier with what a PACS would take for a wildcard or a list made harmless. */
    public static String literal(String identifier) {
        return identifier.replace('*', '?').replace('\\', '?');
    }
}
