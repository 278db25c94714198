// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import org.jspecify.annotations.Nullable;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The table of definitions in the resource, whose head describes its lines.
 *
 * <p>Loading splits it into lines; a line is parsed when something first needs it.
 */
final class IODTable {

    /** The items of a sequence are defined as those that the sequence itself stands in. */
    private static final String RECURSION = "^";

    private static final String RESOURCE = "iods.tsv";

    private record Row(String name, String modules) {}

    private static final class Holder {
        private static final IODTable STANDARD = new IODTable(RESOURCE);
    }

    private final List<List<AllowedValues>> values = new ArrayList<>();
    private final List<String> modules = new ArrayList<>();
    private final Map<UID, Row> rows = new LinkedHashMap<>();
    private final Map<String, IODModule> parsedModules = new ConcurrentHashMap<>();
    private final Map<String, ItemDefinition> parsedDefinitions = new ConcurrentHashMap<>();

    private IODTable(String resource) {
        text(resource).lines().forEach(this::line);
    }

    static IODTable standard() {
        return Holder.STANDARD;
    }

    private static String text(String resource) {
        try (var in = IODTable.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The table is missing: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(String line) {
        switch (line.charAt(0)) {
            case 'V' -> values.add(allowedValues(line.substring(2)));
            case 'M' -> modules.add(line.substring(2));
            case 'I' -> {
                var columns = line.split("\t", -1);
                rows.put(new UID(columns[1]), new Row(columns[2], columns[3]));
            }
            default -> {}
        }
    }

    private static List<AllowedValues> allowedValues(String text) {
        var rules = new ArrayList<AllowedValues>();
        for (var rule : text.split("\t", -1)) {
            rules.add(AllowedValues.parse(rule));
        }
        return rules;
    }

    List<UID> sopClasses() {
        return List.copyOf(rows.keySet());
    }

    Optional<IOD> iod(UID sopClass) {
        return Optional.ofNullable(rows.get(sopClass))
                .map(row -> new IOD(sopClass, row.name(), definition(row.modules())));
    }

    /** Returns the definition of items that several lines give together. */
    Optional<ItemDefinition> nested(List<String> texts, ItemDefinition owner) {
        var uses = new LinkedHashSet<String>();
        for (var text : texts) {
            if (text.equals(RECURSION)) {
                return Optional.of(owner);
            }
            if (!text.isEmpty()) {
                uses.addAll(List.of(text.split(",", -1)));
            }
        }
        return uses.isEmpty() ? Optional.empty() : Optional.of(definition(String.join(",", uses)));
    }

    private ItemDefinition definition(String text) {
        var known = parsedDefinitions.get(text);
        if (known != null) {
            return known;
        }
        var uses = new ArrayList<ModuleUse>();
        for (var use : text.split(",", -1)) {
            uses.add(new ModuleUse(module(use.substring(1)), Usage.parse(use.charAt(0))));
        }
        return keep(parsedDefinitions, text, new ItemDefinition(uses));
    }

    private IODModule module(String number) {
        var known = parsedModules.get(number);
        if (known != null) {
            return known;
        }
        var columns = modules.get(Integer.parseInt(number)).split("\t", -1);
        var lines = new ArrayList<IODModule.Line>();
        for (var attribute : columns[2].split(" ", -1)) {
            lines.add(attribute(attribute.split(":", -1)));
        }
        return keep(parsedModules, number, new IODModule(columns[0], columns[1], lines));
    }

    private IODModule.Line attribute(String[] parts) {
        var allowed = part(parts, 3);
        return new IODModule.Line(
                Tag.parse(parts[0]),
                AttributeType.parse(parts[1]),
                ItemCount.parse(part(parts, 2)),
                allowed.isEmpty() ? List.of() : values.get(Integer.parseInt(allowed)),
                part(parts, 4));
    }

    private static String part(String[] parts, int index) {
        return index < parts.length ? parts[index] : "";
    }

    private static <T> T keep(Map<String, T> cache, String key, T made) {
        @Nullable T first = cache.putIfAbsent(key, made);
        return first == null ? made : first;
    }
}
