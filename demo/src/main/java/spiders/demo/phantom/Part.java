// SPDX-License-Identifier: Apache-2.0
package spiders.demo.phantom;

import java.util.Set;

/**
 * A solid of one tissue; a later part of a body covers an earlier one.
 *
 * @param over the tissues it covers; empty for all
 */
record Part(Tissue tissue, Solid solid, Set<Tissue> over, Box bounds) {

    Part {
        over = Set.copyOf(over);
    }

    Part(Tissue tissue, Solid solid) {
        this(tissue, solid, Set.of(), solid.bounds());
    }

    Part(Tissue tissue, Solid solid, Set<Tissue> over) {
        this(tissue, solid, over, solid.bounds());
    }

    Part mirrored() {
        return new Part(tissue, solid.mirrored(), over);
    }
}
