// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The same thing measured several times. */
record Spread(List<Double> values) {

    Spread {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
    }

    static Spread of(Collection<Double> values) {
        return new Spread(List.copyOf(values));
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1
                ? values.get(middle)
                : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** {@code median [least–most]}, cut to so many decimals. */
    String text(int decimals) {
        var format = "%." + decimals + "f";
        return String.format(
                Locale.ROOT,
                format + " [" + format + "–" + format + "]",
                median(),
                values.getFirst(),
                values.getLast());
    }
}
