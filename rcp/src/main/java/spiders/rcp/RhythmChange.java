// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.util.List;

/**
 * What a change of a board's rhythm did to the sessions to come.
 *
 * @param kept those that do not follow it, because they have cases
 */
public record RhythmChange(int version, int added, int changed, int dropped, List<Session> kept) {

    public RhythmChange {
        kept = List.copyOf(kept);
    }
}
