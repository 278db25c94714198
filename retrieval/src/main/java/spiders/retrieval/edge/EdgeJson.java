// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The records of this package as JSON; both sides read what the other does not know yet. */
public final class EdgeJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private EdgeJson() {}

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A record as a tree, which whoever receives it may read or not. */
    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> T read(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName(), e);
        }
    }

    /**
     * Reads a record.
     *
     * @throws IllegalArgumentException if the text is none of that type
     */
    public static <T> T read(String text, Class<T> type) {
        try {
            return MAPPER.readValue(text, type);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("no " + type.getSimpleName(), e);
        }
    }
}
