// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import spiders.retrieval.FieldOutcome;

import java.util.stream.IntStream;

/**
 * A birth date as written: day or month may be unknown (zero), and a date that no calendar has is
 * still one that two registries can agree on.
 */
record BirthDate(int year, int month, int day) {

    private static final int OLDEST = 110;

    /** Digits of year, month, day in this order; whatever stands between them is dropped. */
    static BirthDate parse(String text) {
        var digits = text.chars().filter(c -> c >= '0' && c <= '9').limit(8).toArray();
        return new BirthDate(number(digits, 0, 4), number(digits, 4, 6), number(digits, 6, 8));
    }

    private static int number(int[] digits, int from, int to) {
        if (digits.length < to) {
            return 0;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + digits[i] - '0';
        }
        return value;
    }

    boolean isUnknown() {
        return year == 0;
    }

    /** Whether the day was likely made up: partial, 1 January or 31 December. */
    boolean isImputed() {
        return !isUnknown()
                && (month == 0
                        || day == 0
                        || (month == 1 && day == 1)
                        || (month == 12 && day == 31));
    }

    boolean isVeryOld(int thisYear) {
        return !isUnknown() && thisYear - year > OLDEST;
    }

    FieldOutcome compare(BirthDate theirs) {
        if (isUnknown() || theirs.isUnknown()) {
            return FieldOutcome.MISSING;
        }
        if (equals(theirs)) {
            return FieldOutcome.EQUAL;
        }
        if (isPartial() || theirs.isPartial()) {
            return year == theirs.year && agreesWith(theirs)
                    ? FieldOutcome.IMPUTED
                    : FieldOutcome.DIFFERENT;
        }
        if (year == theirs.year && month == theirs.day && day == theirs.month) {
            return FieldOutcome.SWAPPED;
        }
        if (year == theirs.year && (isImputed() || theirs.isImputed())) {
            return FieldOutcome.IMPUTED;
        }
        return isOneSlipFrom(theirs) ? FieldOutcome.ONE_DIGIT : FieldOutcome.DIFFERENT;
    }

    /**
     * Whether one slip of the keyboard leads from one date to the other: a digit replaced, or two
     * neighbouring digits exchanged. Of the hundred years of dates that a homonym may be born on,
     * about forty are so near, one in a thousand; a slip is the likelier reason, once all other
     * traits are equal.
     */
    private boolean isOneSlipFrom(BirthDate theirs) {
        var ours = digits();
        var other = theirs.digits();
        var places =
                IntStream.range(0, ours.length())
                        .filter(i -> ours.charAt(i) != other.charAt(i))
                        .toArray();
        if (places.length == 1) {
            return true;
        }
        return places.length == 2
                && places[1] == places[0] + 1
                && ours.charAt(places[0]) == other.charAt(places[1])
                && ours.charAt(places[1]) == other.charAt(places[0]);
    }

    private String digits() {
        return "%04d%02d%02d".formatted(year, month, day);
    }

    private boolean isPartial() {
        return month == 0 || day == 0;
    }

    private boolean agreesWith(BirthDate theirs) {
        return (month == 0 || theirs.month == 0 || month == theirs.month)
                && (day == 0 || theirs.day == 0 || day == theirs.day);
    }
}
