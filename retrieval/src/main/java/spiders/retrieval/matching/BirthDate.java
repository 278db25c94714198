// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.matching;

import spiders.retrieval.FieldOutcome;

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
        if (year != theirs.year) {
            return FieldOutcome.DIFFERENT;
        }
        if (month == theirs.day && day == theirs.month) {
            return FieldOutcome.SWAPPED;
        }
        if (isPartial() || theirs.isPartial()) {
            return agreesWith(theirs) ? FieldOutcome.IMPUTED : FieldOutcome.DIFFERENT;
        }
        return isImputed() || theirs.isImputed() ? FieldOutcome.IMPUTED : FieldOutcome.DIFFERENT;
    }

    private boolean isPartial() {
        return month == 0 || day == 0;
    }

    private boolean agreesWith(BirthDate theirs) {
        return (month == 0 || theirs.month == 0 || month == theirs.month)
                && (day == 0 || theirs.day == 0 || day == theirs.day);
    }
}
