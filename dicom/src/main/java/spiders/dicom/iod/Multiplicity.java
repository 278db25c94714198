// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How many values an attribute may have (PS3.5 section 6.4).
 *
 * @param step what the number above the least is a multiple of: 3 for {@code 3-3n}
 */
record Multiplicity(int min, int max, int step) {

    private static final Map<String, Multiplicity> PARSED = new ConcurrentHashMap<>();

    /** Parses what PS3.6 prints: {@code 1}, {@code 1-n}, {@code 2-2n}, {@code 1-n or 1}. */
    static Multiplicity parse(String text) {
        return PARSED.computeIfAbsent(text, Multiplicity::parsed);
    }

    private static Multiplicity parsed(String text) {
        int or = text.indexOf(" or ");
        var range = or < 0 ? text : text.substring(0, or);
        int dash = range.indexOf('-');
        int min = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        if (dash < 0) {
            return new Multiplicity(min, min, 1);
        }
        var end = range.substring(dash + 1);
        if (!end.endsWith("n")) {
            return new Multiplicity(min, Integer.parseInt(end), 1);
        }
        int step = end.length() == 1 ? 1 : Integer.parseInt(end.substring(0, end.length() - 1));
        return new Multiplicity(min, Integer.MAX_VALUE, step);
    }

    boolean allows(int values) {
        return values >= min && values <= max && (values - min) % step == 0;
    }
}
