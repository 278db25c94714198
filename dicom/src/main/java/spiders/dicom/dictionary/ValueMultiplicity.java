// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.dictionary;

/**
 * How many values an attribute may have (PS3.5 section 6.4).
 *
 * @param least at least so many, if there is a value at all
 * @param most at most so many; {@link Integer#MAX_VALUE} for "n"
 * @param step more than the least come in steps: 2 for "2-2n"
 */
public record ValueMultiplicity(int least, int most, int step) {

    /** Any number: of private attributes, and of those for which the standard says none. */
    public static final ValueMultiplicity ANY = new ValueMultiplicity(1, Integer.MAX_VALUE, 1);

    public ValueMultiplicity {
        if (least < 1 || most < least || step < 1) {
            throw new IllegalArgumentException("%d-%d by %d".formatted(least, most, step));
        }
    }

    /** Parses what PS3.6 prints: {@code 1}, {@code 1-3}, {@code 1-n}, {@code 2-2n}. */
    static ValueMultiplicity parse(String text) {
        var plain = text.replace(" or 1", "");
        if (plain.isEmpty() || !Character.isDigit(plain.charAt(0))) {
            return ANY;
        }
        int dash = plain.indexOf('-');
        if (dash < 0) {
            int count = Integer.parseInt(plain);
            return new ValueMultiplicity(count, count, 1);
        }
        int least = Integer.parseInt(plain.substring(0, dash));
        var most = plain.substring(dash + 1);
        if (!most.endsWith("n")) {
            return new ValueMultiplicity(least, Integer.parseInt(most), 1);
        }
        var step = most.substring(0, most.length() - 1);
        return new ValueMultiplicity(
                least, Integer.MAX_VALUE, step.isEmpty() ? 1 : Integer.parseInt(step));
    }

    /** Whether there may be so many values; none at all is a matter of the attribute's type. */
    public boolean allows(int count) {
        return count == 0 || (count >= least && count <= most && (count - least) % step == 0);
    }

    /** Prints it as PS3.6 does. */
    @Override
    public String toString() {
        if (most == Integer.MAX_VALUE) {
            return "%d-%sn".formatted(least, step == 1 ? "" : step);
        }
        return least == most ? Integer.toString(least) : "%d-%d".formatted(least, most);
    }
}
