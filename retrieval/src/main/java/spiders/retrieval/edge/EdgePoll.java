// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;
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
     * @param settings none where it goes by the newest, else those: a tree, so that what an older
     *     edge cannot read in them is no matter of the tasks
     */
    public record Reply(List<Given> tasks, Set<UUID> dropped, List<JsonNode> settings) {

        public Reply {
            tasks = List.copyOf(tasks);
            dropped = Set.copyOf(dropped);
            settings = List.copyOf(settings);
        }

        /**
         * Reads the settings.
         *
         * @throws IllegalArgumentException if they are none that can be read here
         */
        public Optional<EdgeSettings> read() {
            return settings.stream()
                    .findFirst()
                    .map(tree -> EdgeJson.read(tree, EdgeSettings.class));
        }

        /** Their version, which can be told from any. */
        public Optional<String> version() {
            return settings.stream().findFirst().map(tree -> tree.path("version").asString(""));
        }

        boolean saysSomething() {
            return !tasks.isEmpty() || !dropped.isEmpty() || !settings.isEmpty();
        }
    }
}
