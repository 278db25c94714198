// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerRequest;

import spiders.archive.store.Search;
import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.web.InvalidParamException;
import spiders.web.Params;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The identifier that the query string of a search stands for (PS3.18 sections 8.3.4 and 10.6.1).
 */
final class SearchKeys {

    static final Set<String> NOT_KEYS = Set.of("limit", "offset", "fuzzymatching", "accept");
    static final String INCLUDED = "includefield";
    private static final int MOST_KEYS = 200;
    private static final int DEEPEST = 4;

    private final Level level;
    private final Node root = new Node();
    private final Set<String> warnings = new LinkedHashSet<>();
    private final Set<Matching> options = EnumSet.of(Matching.COMBINED_DATE_TIME);

    /** The keys of a data set, or of the one item of a sequence. */
    private static final class Node {

        private final Map<Tag, List<String>> values = new LinkedHashMap<>();
        private final Map<Tag, Node> items = new LinkedHashMap<>();

        DataSet dataSet() {
            var keys = DataSet.builder();
            values.forEach((tag, texts) -> set(keys, tag, texts));
            items.forEach((tag, item) -> keys.sequence(tag, item.dataSet()));
            return keys.build();
        }

        private static void set(DataSetBuilder keys, Tag tag, List<String> texts) {
            var vr = Dictionary.vr(tag);
            if (tag.equals(Tags.SpecificCharacterSet)) {
                return; // Left empty it would forbid the others every letter beyond ASCII.
            }
            if (vr == VR.SQ || texts.isEmpty()) {
                keys.empty(tag);
            } else if (vr.isText()) {
                // As written: what no strict value is may still be a pattern, or a range.
                keys.set(ValueElement.received(tag, vr, texts));
            } else if (vr.isBinaryNumber()) {
                keys.set(tag, vr, texts.stream().mapToDouble(Double::parseDouble).toArray());
            }
        }
    }

    SearchKeys(ServerRequest request, Level level) {
        this.level = level;
        addPath(request, "study", Tags.StudyInstanceUID);
        addPath(request, "series", Tags.SeriesInstanceUID);
        addAll(request.params());
        if (request.param("fuzzymatching").orElse("").equals("true")) {
            options.add(Matching.FUZZY);
        }
    }

    private void addPath(ServerRequest request, String name, Tag tag) {
        if (request.pathVariables().containsKey(name)) {
            root.values.put(tag, List.of(Params.path(request, name, UID::new).value()));
        }
    }

    private void addAll(MultiValueMap<String, String> params) {
        if (params.size() > MOST_KEYS) {
            throw new InvalidParamException(INCLUDED);
        }
        for (var param : params.entrySet()) {
            var name = param.getKey();
            if (name.toLowerCase(Locale.ROOT).equals(INCLUDED)) {
                param.getValue().forEach(this::include);
            } else if (!NOT_KEYS.contains(name.toLowerCase(Locale.ROOT))) {
                addKey(name, param.getValue());
            }
        }
    }

    private void include(String fields) {
        for (var field : fields.split(",", -1)) {
            if (field.equalsIgnoreCase("all")) {
                options.add(Matching.EVERY_ATTRIBUTE);
            } else if (!field.isBlank()) {
                var path = path(field);
                if (!Search.isReturned(path.getFirst(), level)) {
                    warn("The attribute %s is not returned at this level.", path.getFirst());
                } else {
                    put(path, List.of());
                }
            }
        }
    }

    private void addKey(String name, List<String> texts) {
        var path = path(name);
        var values = values(Dictionary.vr(path.getLast()), name, texts);
        if (!Search.isMatched(path.getFirst(), level)) {
            if (!values.isEmpty()) {
                warn("The attribute %s is not matched.", path.getFirst());
            }
        } else {
            put(path, values);
        }
    }

    private void warn(String text, Tag tag) {
        warnings.add(text.formatted(tag.hex()));
    }

    /** Several values are written with commas where a value cannot hold one (PS3.18 8.3.4.1). */
    private static List<String> values(VR vr, String name, List<String> texts) {
        var values = new ArrayList<String>();
        for (var text : texts) {
            boolean isList = vr == VR.UI || vr == VR.CS || vr == VR.IS;
            values.addAll(List.of(text.split(isList ? "[,\\\\]" : "\\\\", -1)));
        }
        values.removeIf(String::isBlank);
        if (vr.isBinaryNumber() || vr == VR.IS) {
            requireNumbers(name, values);
        }
        return List.copyOf(values);
    }

    private static void requireNumbers(String name, List<String> values) {
        try {
            values.forEach(Double::parseDouble);
        } catch (NumberFormatException e) {
            throw new InvalidParamException(name);
        }
    }

    private void put(List<Tag> path, List<String> values) {
        var node = root;
        for (var sequence : path.subList(0, path.size() - 1)) {
            node = node.items.computeIfAbsent(sequence, _ -> new Node());
            root.values.remove(sequence);
        }
        if (!node.items.containsKey(path.getLast())) {
            node.values.merge(path.getLast(), values, (had, more) -> had.isEmpty() ? more : had);
        }
    }

    /** Keywords or tags of eight digits, with points between where they lead into items. */
    private static List<Tag> path(String name) {
        var path = new ArrayList<Tag>();
        for (var step : name.split("\\.", -1)) {
            path.add(tag(step));
        }
        boolean isPath =
                path.subList(0, path.size() - 1).stream()
                        .allMatch(tag -> Dictionary.vr(tag) == VR.SQ);
        if (!isPath || path.size() > DEEPEST) {
            throw new InvalidParamException(name);
        }
        return List.copyOf(path);
    }

    private static Tag tag(String name) {
        try {
            return name.matches("[0-9A-Fa-f]{8}")
                    ? Tag.parse(name)
                    : Dictionary.tag(name).orElseThrow(() -> new InvalidParamException(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidParamException(name);
        }
    }

    Search search(int limit, int offset) {
        return new Search(level, root.dataSet(), options, limit, offset);
    }

    /** What of the request is not done, in the words of PS3.18. */
    Set<String> warnings() {
        return warnings;
    }
}
