// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import spiders.security.chain.Finding.Kind;

import java.util.ArrayList;
import java.util.List;

/** What is wrong: the first of it in words, and how much there is. */
public final class Findings {

    private static final int KEPT = 50;

    private final List<Finding> first = new ArrayList<>();
    private long count;

    /** Notes one. */
    public void add(Kind kind, long position, String detail) {
        count++;
        if (first.size() < KEPT) {
            first.add(new Finding(kind, position, detail));
        }
    }

    /** The first of them, at most fifty. */
    public List<Finding> first() {
        return List.copyOf(first);
    }

    /** How many there are. */
    public long count() {
        return count;
    }
}
