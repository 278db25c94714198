// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

/**
 * A key of dates or of times, by their text: one, or a range with both ends, or with one open
 * (PS3.4 section C.2.2.2.5). An end covers what it is a prefix of: {@code 10} is all of that hour.
 *
 * @param from empty when the range has no beginning
 * @param to empty when it has no end
 */
public record TextRange(String from, String to) {

    /** Sorts behind all digits, so that an end covers what begins with it. */
    private static final String AFTER = "~";

    /** Reads a key; {@code -} alone is open at both ends, and matches what has a value. */
    public static TextRange of(String key) {
        var text = key.strip();
        int dash = text.indexOf('-');
        return dash < 0
                ? new TextRange(text, text)
                : new TextRange(text.substring(0, dash).strip(), text.substring(dash + 1).strip());
    }

    /** Where values that match begin; they may be equal. */
    public String least() {
        return from;
    }

    /** Where values that match end; none is equal. */
    public String most() {
        return to + AFTER;
    }

    /** Whether a value lies within; no value lies in no range. */
    public boolean contains(String value) {
        var text = value.strip();
        return !text.isEmpty() && text.compareTo(least()) >= 0 && text.compareTo(most()) < 0;
    }
}
