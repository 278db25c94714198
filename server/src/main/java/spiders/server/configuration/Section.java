// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One mapping of the configuration, read key by key; {@link #refuseUnknown()} then refuses what
 * nobody asked for.
 *
 * <p>A single value, outside lists, may be overridden by the environment: {@code http.port} by
 * {@code SPIDERS_HTTP_PORT}.
 */
final class Section {

    private final Path file;
    private final String path;
    private final int line;
    private final Map<String, String> environment;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();
    private final TreeSet<String> known = new TreeSet<>();
    private final Set<String> asked;

    /** An empty document is an empty mapping. */
    static Section root(Path file, Optional<Node> document, Map<String, String> environment) {
        if (document.isEmpty()) {
            return new Section(file, "", 1, environment, new TreeSet<>());
        }
        return mapping(file, "", document.get(), environment, new TreeSet<>());
    }

    private Section(
            Path file, String path, int line, Map<String, String> environment, Set<String> asked) {
        this.file = file;
        this.path = path;
        this.line = line;
        this.environment = environment;
        this.asked = asked;
    }

    private static Section mapping(
            Path file, String path, Node node, Map<String, String> environment, Set<String> asked) {
        var section = new Section(file, path, lineOf(node), environment, asked);
        if (isNothing(node)) {
            return section;
        }
        if (!(node instanceof MappingNode mapping)) {
            throw section.refusal("%s is a list of keys with values".formatted(section.name()));
        }
        for (var entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigurationException(file, lineOf(entry.getKeyNode()), "not a key");
            }
            if (section.values.putIfAbsent(key.getValue(), entry.getValueNode()) != null) {
                throw new ConfigurationException(
                        file, lineOf(key), "\"%s\" stands here twice".formatted(key.getValue()));
            }
            section.lines.put(key.getValue(), lineOf(key));
        }
        return section;
    }

    /** The section below a key; one that is not written is empty. */
    Section section(String key) {
        known.add(key);
        var node = values.get(key);
        return node == null
                ? new Section(file, below(key), line, environment, asked)
                : mapping(file, below(key), node, environment, asked);
    }

    /** The sections of a list below a key, without the environment's overrides. */
    List<Section> list(String key) {
        known.add(key);
        var node = values.get(key);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refusal(key, "is a list");
        }
        var sections = new ArrayList<Section>();
        for (var item : sequence.getValue()) {
            var name = "%s[%d]".formatted(below(key), sections.size() + 1);
            sections.add(mapping(file, name, item, Map.of(), asked));
        }
        return sections;
    }

    /** The plain values of a list below a key. */
    <T> List<T> values(String key, Function<String, T> parser) {
        ask(key);
        var node = values.get(key);
        if (node == null || isNothing(node)) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw refusal(key, "is a list");
        }
        return sequence.getValue().stream()
                .map(item -> parse(key, scalar(key, item), parser))
                .toList();
    }

    /** A value that has to be there. */
    <T> T required(String key, Function<String, T> parser) {
        return optional(key, parser)
                .orElseThrow(() -> refusal("\"%s\" is missing in %s".formatted(key, name())));
    }

    /** A value, or the default when it is not written. */
    <T> T value(String key, T otherwise, Function<String, T> parser) {
        return optional(key, parser).orElse(otherwise);
    }

    /** A value, if it is written. */
    <T> Optional<T> optional(String key, Function<String, T> parser) {
        ask(key);
        var override = environment.get(variable(key));
        if (override != null) {
            return Optional.of(parseOverride(key, override, parser));
        }
        var node = values.get(key);
        if (node == null || isNothing(node)) {
            return Optional.empty();
        }
        return Optional.of(parse(key, scalar(key, node), parser));
    }

    private void ask(String key) {
        known.add(key);
        asked.add(below(key).replaceAll("\\[\\d+]", "[]"));
    }

    /** Every value that was asked for until now, here and in all other sections. */
    Set<String> asked() {
        return Set.copyOf(asked);
    }

    /** Whether the section says anything at all. */
    boolean isWritten() {
        return !values.isEmpty();
    }

    /** Whether the key stands in the file. */
    boolean isWritten(String key) {
        return values.containsKey(key);
    }

    /** Refuses the first key that was not asked for. */
    void refuseUnknown() {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                throw refusal(
                        key,
                        "is no key of %s; known are %s"
                                .formatted(name(), String.join(", ", known)));
            }
        }
    }

    ConfigurationException refusal(String key, String reason) {
        return new ConfigurationException(
                file, lines.getOrDefault(key, line), "\"%s\" %s".formatted(key, reason));
    }

    ConfigurationException refusal(String reason) {
        return new ConfigurationException(file, line, reason);
    }

    private <T> T parse(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(key, "cannot be \"%s\": %s".formatted(text, e.getMessage()));
        }
    }

    private <T> T parseOverride(String key, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The environment variable %s cannot be \"%s\": %s"
                            .formatted(variable(key), text, e.getMessage()));
        }
    }

    private String scalar(String key, Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw refusal(key, "is one value");
    }

    private String variable(String key) {
        return "SPIDERS_" + below(key).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private String name() {
        return path.isEmpty() ? "the configuration" : path;
    }

    private static boolean isNothing(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isEmpty();
    }

    private static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
