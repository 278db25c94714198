// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Which examinations are read together: of each type and region the newest is the current one, and
 * the next newest stands beside it.
 */
public final class HangingProtocol {

    private static final Comparator<HungStudy> NEWEST_FIRST =
            Comparator.comparing(HungStudy::date).reversed().thenComparing(HungStudy::study);

    private HangingProtocol() {}

    /** Every study once, in pairs by the date of the current one, the newest first. */
    public static List<Pair> pairs(Collection<HungStudy> studies) {
        var left = new ArrayList<>(studies.stream().sorted(NEWEST_FIRST).toList());
        var pairs = new ArrayList<Pair>();
        while (!left.isEmpty()) {
            var current = left.removeFirst();
            var priors = left.stream().filter(current::compares).toList();
            left.removeAll(priors);
            pairs.add(new Pair(current.layout(), current, priors));
        }
        return pairs;
    }
}
