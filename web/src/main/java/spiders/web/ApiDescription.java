// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The OpenAPI description of the JSON interface, put together from what each module says. */
final class ApiDescription {

    private static final List<List<String>> NAMED =
            List.of(List.of("paths"), List.of("components", "schemas"));

    private final ObjectNode whole;
    private byte[] json;

    /** Begins with the part of this module, which has what all others refer to. */
    ApiDescription() {
        this.whole = read("/spiders/web/openapi.json");
        this.json = JsonMapper.shared().writeValueAsBytes(whole);
    }

    /**
     * Adds a module's tags, paths and schemas.
     *
     * @param resource a file of the class path
     * @throws IllegalArgumentException if something of that name is there already
     */
    void add(String resource) {
        var part = read(resource);
        ((ArrayNode) whole.path("tags")).addAll((ArrayNode) part.path("tags"));
        for (var way : NAMED) {
            part(part, way).properties().forEach(one -> add(way, one.getKey(), one.getValue()));
        }
        json = JsonMapper.shared().writeValueAsBytes(whole);
    }

    private void add(List<String> way, String name, JsonNode value) {
        var all = part(whole, way);
        if (all.has(name)) {
            throw new IllegalArgumentException(name + " is described already");
        }
        all.set(name, value);
    }

    private static ObjectNode part(ObjectNode document, List<String> way) {
        var found = document;
        for (var name : way) {
            found = (ObjectNode) found.path(name);
        }
        return found;
    }

    byte[] json() {
        return json.clone();
    }

    private static ObjectNode read(String resource) {
        try (var in = ApiDescription.class.getResourceAsStream(resource)) {
            return (ObjectNode) JsonMapper.shared().readTree(Objects.requireNonNull(in, resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
