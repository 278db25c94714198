// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonDataSetReader.Value;

import java.util.Base64;
import java.util.List;

/**
 * One attribute as its properties come in, made an element when all are there.
 *
 * @param vr what the dictionary says until the attribute does: some servers leave it out
 * @param inlineBinary base64; empty if there is none, or no byte
 * @param uri empty if there is none
 */
record JsonAttribute(Tag tag, VR vr, List<Value> values, String inlineBinary, String uri) {

    JsonAttribute {
        values = List.copyOf(values);
    }

    static JsonAttribute of(Tag tag) {
        return new JsonAttribute(tag, Dictionary.vr(tag), List.of(), "", "");
    }

    JsonAttribute withVR(String name) {
        var said = name.length() == 2 ? VR.of(name.charAt(0), name.charAt(1), vr) : vr;
        return new JsonAttribute(tag, said, values, inlineBinary, uri);
    }

    JsonAttribute withValues(List<Value> list) {
        return new JsonAttribute(tag, vr, list, inlineBinary, uri);
    }

    JsonAttribute withInlineBinary(String base64) {
        return new JsonAttribute(tag, vr, values, base64, uri);
    }

    JsonAttribute withURI(String text) {
        return new JsonAttribute(tag, vr, values, inlineBinary, text);
    }

    boolean hasItems() {
        return vr == VR.SQ && !values.isEmpty();
    }

    /** Adds the element; text that is no number where one should be is left out. */
    void addTo(DataSetBuilder builder, JsonInput in) {
        if (tag.equals(Tags.SpecificCharacterSet)) {
            // Text has been Unicode since it was JSON, whatever the attribute still says.
            builder.set(tag, SpecificCharacterSet.UTF_8.terms().getFirst());
        } else if (!uri.isEmpty()) {
            builder.set(new ReferencedElement(tag, vr, uri));
        } else if (vr == VR.SQ) {
            builder.set(sequence(in));
        } else if (!inlineBinary.isEmpty()) {
            builder.set(ValueElement.received(tag, vr, decoded(in)));
        } else {
            value(builder);
        }
    }

    private Element sequence(JsonInput in) {
        var items = values.stream().map(value -> item(value, in)).toList();
        return new SequenceElement(tag, items);
    }

    private static DataSet item(Value value, JsonInput in) {
        return switch (value) {
            case Value.Item(var dataSet) -> dataSet;
            case Value.Text(var text) when text.isEmpty() -> DataSet.empty();
            case Value.Text _, Value.Name _ -> throw in.failure("An item is no object");
        };
    }

    private byte[] decoded(JsonInput in) {
        try {
            return Base64.getDecoder().decode(inlineBinary);
        } catch (IllegalArgumentException e) {
            throw in.failure("Inline binary is not base64");
        }
    }

    private void value(DataSetBuilder builder) {
        var texts = values.stream().map(JsonAttribute::text).toList();
        builder.set(ValueElement.received(tag, vr, texts));
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Name(var text) -> text;
            case Value.Item _ -> "";
        };
    }
}
