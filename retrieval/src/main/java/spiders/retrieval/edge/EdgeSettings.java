// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import java.util.List;

/**
 * All that a hub decides for an edge.
 *
 * @param version names these very settings; another version is another word
 * @param senders how many objects are sent at once
 */
public record EdgeSettings(String version, List<EdgeSource> sources, int senders) {

    /** Before the hub has said anything. */
    public static final EdgeSettings NONE = new EdgeSettings("", List.of(), 1);

    private static final int MOST_SENDERS = 32;

    public EdgeSettings {
        sources = List.copyOf(sources);
        if (senders < 1 || senders > MOST_SENDERS) {
            throw new IllegalArgumentException(
                    "%d senders: 1 to %d are allowed".formatted(senders, MOST_SENDERS));
        }
    }
}
