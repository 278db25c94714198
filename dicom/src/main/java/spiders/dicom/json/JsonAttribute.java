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
import java.util.Optional;
import java.util.stream.Stream;

/** One attribute as its properties come in, made an element when all are there. */
final class JsonAttribute {

    private final Tag tag;

    Optional<VR> vr = Optional.empty();
    List<Value> values = List.of();
    Optional<String> inlineBinary = Optional.empty();
    Optional<String> uri = Optional.empty();

    JsonAttribute(Tag tag) {
        this.tag = tag;
    }

    private VR type() {
        // The VR is required, but the dictionary knows it where a server leaves it out.
        return vr.orElseGet(() -> Dictionary.vr(tag));
    }

    boolean hasItems() {
        return type() == VR.SQ && !values.isEmpty();
    }

    /** Adds the element; text that is no number where one should be is left out. */
    void addTo(DataSetBuilder builder, JsonInput in) {
        var type = type();
        if (tag.equals(Tags.SpecificCharacterSet)) {
            // Text has been Unicode since it was JSON, whatever the attribute still says.
            builder.set(tag, SpecificCharacterSet.UTF_8.terms().getFirst());
        } else if (uri.isPresent()) {
            builder.set(new ReferencedElement(tag, type, uri.get()));
        } else if (type == VR.SQ) {
            builder.set(sequence(in));
        } else if (inlineBinary.isPresent()) {
            builder.set(tag, type, decoded(in));
        } else {
            value(builder, type);
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
            return Base64.getDecoder().decode(inlineBinary.orElseThrow());
        } catch (IllegalArgumentException e) {
            throw in.failure("Inline binary is not base64");
        }
    }

    private void value(DataSetBuilder builder, VR type) {
        var texts = values.stream().map(JsonAttribute::text).toList();
        if (type.isText()) {
            builder.set(ValueElement.received(tag, type, String.join("\\", texts)));
        } else if (type == VR.AT) {
            builder.set(tag, texts.stream().flatMap(JsonAttribute::tags).toArray(Tag[]::new));
        } else if (type == VR.FL || type == VR.FD) {
            builder.set(
                    tag,
                    type,
                    texts.stream().flatMap(JsonAttribute::reals).mapToDouble(d -> d).toArray());
        } else if (type.isBinaryNumber()) {
            var numbers = texts.stream().flatMap(text -> integers(type, text));
            builder.set(tag, type, numbers.mapToLong(number -> number).toArray());
        } else {
            builder.set(ValueElement.empty(tag, type));
        }
    }

    private static String text(Value value) {
        return switch (value) {
            case Value.Text(var text) -> text;
            case Value.Name(var text) -> text;
            case Value.Item _ -> "";
        };
    }

    private static Stream<Tag> tags(String text) {
        try {
            return Stream.of(Tag.parse(text));
        } catch (IllegalArgumentException e) {
            return Stream.empty();
        }
    }

    private static Stream<Double> reals(String text) {
        try {
            return Stream.of(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }

    private static Stream<Long> integers(VR type, String text) {
        try {
            if (type == VR.UV) {
                return Stream.of(Long.parseUnsignedLong(text));
            }
            long number =
                    text.contains(".") ? (long) Double.parseDouble(text) : Long.parseLong(text);
            return ValueElement.fits(type, number) ? Stream.of(number) : Stream.empty();
        } catch (NumberFormatException e) {
            return Stream.empty();
        }
    }
}
