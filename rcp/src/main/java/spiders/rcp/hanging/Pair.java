// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.hanging;

import java.util.List;

/**
 * A current study with the earlier ones that show the same.
 *
 * @param priors the most recent first
 */
public record Pair(Layout layout, HungStudy current, List<HungStudy> priors) {

    public Pair {
        priors = List.copyOf(priors);
    }

    /** What is read side by side: the current study, and the most recent prior if there is one. */
    public List<HungStudy> sideBySide() {
        return priors.isEmpty() ? List.of(current) : List.of(current, priors.getFirst());
    }
}
