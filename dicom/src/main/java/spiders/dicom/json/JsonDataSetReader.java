// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.PersonName;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the objects of the DICOM JSON model (PS3.18 section F.2), in whatever order they come. */
final class JsonDataSetReader {

    private final JsonInput in;
    private final JsonLimits limits;
    private long values;

    JsonDataSetReader(JsonInput in, JsonLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** A value before its VR is known, which may come behind it. */
    sealed interface Value {

        /** A string, a number, or, if it is empty, null. */
        record Text(String text) implements Value {}

        /** A name with its component groups joined. */
        record Name(String text) implements Value {}

        /** An item; an empty object, which might also be a name. */
        record Item(DataSet dataSet) implements Value {}
    }

    DataSet dataSet() throws IOException {
        in.expect('{');
        return in.take('}') ? DataSet.empty() : rest(0, in.string());
    }

    /** Reads an object whose first key has been read. */
    private DataSet rest(int depth, String firstKey) throws IOException {
        var builder =
                depth == 0 ? DataSet.builder() : DataSetBuilder.within(SpecificCharacterSet.UTF_8);
        var key = firstKey;
        do {
            in.expect(':');
            attribute(builder, tag(key), depth);
        } while (in.hasMore('}') && (key = in.string()) != null);
        return builder.build();
    }

    private Tag tag(String key) {
        if (!isTag(key)) {
            throw in.failure("Not the tag of an attribute");
        }
        return Tag.parse(key);
    }

    private static boolean isTag(String key) {
        return key.length() == 8
                && key.chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    private void attribute(DataSetBuilder builder, Tag tag, int depth) throws IOException {
        count();
        var attribute = JsonAttribute.of(tag);
        in.expect('{');
        if (!in.take('}')) {
            do {
                var key = in.string();
                in.expect(':');
                attribute = property(attribute, key, depth);
            } while (in.hasMore('}'));
        }
        if (depth == limits.depth() && attribute.hasItems()) {
            throw tooDeep();
        }
        if (!tag.isGroupLength()) {
            attribute.addTo(builder, in);
        }
    }

    private JsonAttribute property(JsonAttribute attribute, String key, int depth)
            throws IOException {
        return switch (key) {
            case "vr" -> attribute.withVR(in.string());
            case "Value" -> attribute.withValues(values(depth));
            case "InlineBinary" -> attribute.withInlineBinary(in.string());
            case "BulkDataURI" -> attribute.withURI(in.string());
            default -> {
                skip(0);
                yield attribute;
            }
        };
    }

    private List<Value> values(int depth) throws IOException {
        var list = new ArrayList<Value>();
        in.expect('[');
        if (in.take(']')) {
            return list;
        }
        do {
            count();
            list.add(value(depth));
        } while (in.hasMore(']'));
        return list;
    }

    private Value value(int depth) throws IOException {
        return switch (in.peekToken()) {
            case '"' -> new Value.Text(in.string());
            case '{' -> object(depth);
            case 'n' -> {
                in.expectWord("null");
                yield new Value.Text("");
            }
            default -> new Value.Text(in.number());
        };
    }

    private Value object(int depth) throws IOException {
        in.expect('{');
        if (in.take('}')) {
            return new Value.Item(DataSet.empty());
        }
        var key = in.string();
        if (!isTag(key)) {
            return name(key);
        }
        if (depth == limits.depth()) {
            throw tooDeep();
        }
        return new Value.Item(rest(depth + 1, key));
    }

    private MalformedJsonException tooDeep() {
        return in.beyondLimit("Items nest deeper than %d".formatted(limits.depth()));
    }

    private Value name(String firstKey) throws IOException {
        var groups = new String[] {"", "", ""};
        var key = firstKey;
        do {
            in.expect(':');
            int group = PersonNameGroups.KEYS.indexOf(key);
            if (group >= 0 && in.peekToken() == '"') {
                groups[group] = in.string();
            } else {
                skip(0);
            }
        } while (in.hasMore('}') && (key = in.string()) != null);
        return new Value.Name(PersonName.joined('=', List.of(groups)));
    }

    /** Steps over what the model does not have, as extensions of some servers. */
    private void skip(int depth) throws IOException {
        count();
        if (depth > limits.depth()) {
            throw in.beyondLimit("Values nest deeper than %d".formatted(limits.depth()));
        }
        switch (in.peekToken()) {
            case '"' -> in.string();
            case 't' -> in.expectWord("true");
            case 'f' -> in.expectWord("false");
            case 'n' -> in.expectWord("null");
            case '[' -> {
                in.expect('[');
                if (!in.take(']')) {
                    do {
                        skip(depth + 1);
                    } while (in.hasMore(']'));
                }
            }
            case '{' -> skipObject(depth);
            default -> in.number();
        }
    }

    private void skipObject(int depth) throws IOException {
        in.expect('{');
        if (in.take('}')) {
            return;
        }
        do {
            in.string();
            in.expect(':');
            skip(depth + 1);
        } while (in.hasMore('}'));
    }

    private void count() {
        if (++values > limits.values()) {
            throw in.beyondLimit("More than %d values".formatted(limits.values()));
        }
    }
}
