// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.util.Collections;
import java.util.Set;

/**
 * Up to which id no transaction under way can bring a record any more.
 *
 * <p>Who inserts locks the table (ROW EXCLUSIVE) before the id is drawn, and lets go once the row
 * is visible. So when the newest visible id was seen first and the lock's holders after it, who has
 * drawn a smaller id is either among those holders or has ended: as soon as they have all ended,
 * what is not visible up to that id never will be.
 */
final class SettledIds {

    private long settled;
    private long candidate;
    private Set<String> awaited = Set.of();

    /**
     * Takes in what was seen, and says up to which id whoever looks from now on sees all.
     *
     * @param newest the newest visible id
     * @param writers transactions that hold the lock, read after {@code newest}
     */
    long see(long newest, Set<String> writers) {
        if (Collections.disjoint(awaited, writers)) {
            settled = Math.max(settled, candidate);
            candidate = newest;
            awaited = Set.copyOf(writers);
        }
        if (writers.isEmpty()) {
            settled = Math.max(settled, newest);
        }
        return settled;
    }
}
