// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * An edge asks for work.
 *
 * @param protocol which the edge speaks
 * @param settings the version of the settings that it goes by
 * @param holding the tasks that it has, and has not answered
 * @param spooled the bytes that it holds for the hub
 */
public record EdgePoll(int protocol, String settings, Set<UUID> holding, long spooled) {

    /** What is spoken here; another number is another language. */
    public static final int PROTOCOL = 1;

    private static final int MOST = 10_000;

    public EdgePoll {
        holding = Set.copyOf(holding);
        if (holding.size() > MOST) {
            throw new IllegalArgumentException("an edge holds no more than %d".formatted(MOST));
        }
    }

    /** In the language that is spoken here. */
    public EdgePoll(String settings, Set<UUID> holding, long spooled) {
        this(PROTOCOL, settings, holding, spooled);
    }

    /** A task whose order is JSON in itself, so that one that is not understood is alone so. */
    public record Given(UUID id, String order) {

        /**
         * Reads it.
         *
         * @throws IllegalArgumentException if the order is none that is known here
         */
        public EdgeTask task() {
            return new EdgeTask(id, EdgeJson.read(order, EdgeOrder.class));
        }
    }

    /**
     * What the hub says to it.
     *
     * @param tasks to begin
     * @param dropped tasks that it holds and nobody waits for any more
     * @param settings none where it goes by the newest, else those
     */
    public record Reply(List<Given> tasks, Set<UUID> dropped, List<EdgeSettings> settings) {

        public Reply {
            tasks = List.copyOf(tasks);
            dropped = Set.copyOf(dropped);
            settings = List.copyOf(settings);
        }

        boolean saysSomething() {
            return !tasks.isEmpty() || !dropped.isEmpty() || !settings.isEmpty();
        }
    }
}
