// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.PersonName;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the elements of the Native DICOM Model (PS3.19 section A.1.6); passes over all others. */
final class XmlDataSetReader {

    private static final List<String> GROUPS = List.of("Alphabetic", "Ideographic", "Phonetic");
    private static final List<String> COMPONENTS =
            List.of("FamilyName", "GivenName", "MiddleName", "NamePrefix", "NameSuffix");
    private static final int MAX_CREATOR = 64;

    private final XmlInput in;
    private final XmlLimits limits;

    XmlDataSetReader(XmlInput in, XmlLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    DataSet document() throws IOException {
        if (!in.child().equals(Optional.of("NativeDicomModel"))) {
            throw in.failure("Not a Native DICOM Model");
        }
        var dataSet = dataSet(0);
        if (in.child().isPresent()) {
            throw in.failure("Text behind the end");
        }
        return dataSet;
    }

    private DataSet dataSet(int depth) throws IOException {
        var builder =
                depth == 0 ? DataSet.builder() : DataSetBuilder.within(SpecificCharacterSet.UTF_8);
        for (var child = in.child(); child.isPresent(); child = in.child()) {
            if (child.get().equals("DicomAttribute")) {
                attribute(builder, depth);
            } else {
                in.skip();
            }
        }
        return builder.build();
    }

    private void attribute(DataSetBuilder builder, int depth) throws IOException {
        var tag = tag(builder);
        var name = in.property("vr");
        var known = Dictionary.vr(tag);
        var vr = name.length() == 2 ? VR.of(name.charAt(0), name.charAt(1), known) : known;
        var content = new Content();
        for (var child = in.child(); child.isPresent(); child = in.child()) {
            content.add(child.get(), depth);
        }
        if (!tag.isGroupLength()) {
            builder.set(content.element(tag, vr));
        }
    }

    /**
     * The tag, in the block that the creator has in this data set: the model leaves the block out,
     * and some writers do not.
     */
    private Tag tag(DataSetBuilder builder) {
        var tag = writtenTag();
        var creator = in.property("privateCreator");
        boolean hasBlock = tag.element() >= 0x1000;
        if (creator.isEmpty() || !tag.isPrivate() || hasBlock) {
            return tag;
        }
        if (creator.length() > MAX_CREATOR) {
            throw in.failure("A private creator of more than 64 characters");
        }
        try {
            return builder.privateTag(tag.group(), creator, tag.element() & 0xFF);
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw in.failure("A private block that can not be");
        }
    }

    private Tag writtenTag() {
        var text = in.property("tag");
        if (text.isEmpty()) {
            return Dictionary.tag(in.property("keyword"))
                    .orElseThrow(() -> in.failure("An attribute without a tag"));
        }
        try {
            return Tag.parse(text);
        } catch (IllegalArgumentException e) {
            throw in.failure("Not the tag of an attribute");
        }
    }

    /** What stands within an attribute. */
    private final class Content {

        private final List<String> values = new ArrayList<>();
        private final List<DataSet> items = new ArrayList<>();
        private String inlineBinary = "";
        private String uri = "";

        void add(String child, int depth) throws IOException {
            switch (child) {
                case "Value" -> place(in.property("number"), in.text());
                case "PersonName" -> place(in.property("number"), name());
                case "Item" -> items.add(item(depth));
                case "InlineBinary" -> inlineBinary = in.text();
                case "BulkData" -> {
                    var uuid = in.property("uuid");
                    uri = uuid.isEmpty() ? in.property("uri") : "urn:uuid:" + uuid;
                    in.skip();
                }
                default -> in.skip();
            }
        }

        /** A value at its number, with empty ones before it where numbers are missing. */
        private void place(String number, String value) {
            int index = index(number);
            if (index > values.size()) {
                in.count(index - values.size());
                while (values.size() < index) {
                    values.add("");
                }
            }
            values.add(value);
        }

        private int index(String number) {
            try {
                return number.isEmpty() ? values.size() : Integer.parseInt(number) - 1;
            } catch (NumberFormatException e) {
                throw in.failure("The number of a value is none");
            }
        }

        private DataSet item(int depth) throws IOException {
            if (depth == limits.depth()) {
                throw in.beyondLimit("Items nest deeper than %d".formatted(limits.depth()));
            }
            return dataSet(depth + 1);
        }

        Element element(Tag tag, VR vr) {
            if (tag.equals(Tags.SpecificCharacterSet)) {
                // Text has been Unicode since it was XML, whatever the attribute still says.
                return ValueElement.received(tag, vr, SpecificCharacterSet.UTF_8.terms());
            }
            if (!uri.isEmpty()) {
                return new ReferencedElement(tag, vr, uri);
            }
            if (vr == VR.SQ) {
                return new SequenceElement(tag, items);
            }
            return inlineBinary.isEmpty()
                    ? ValueElement.received(tag, vr, values)
                    : ValueElement.received(tag, vr, decoded());
        }

        private byte[] decoded() {
            try {
                return Base64.getMimeDecoder().decode(inlineBinary);
            } catch (IllegalArgumentException e) {
                throw in.failure("Inline binary is not base64");
            }
        }
    }

    private String name() throws IOException {
        var groups = new String[] {"", "", ""};
        for (var child = in.child(); child.isPresent(); child = in.child()) {
            int group = GROUPS.indexOf(child.get());
            if (group < 0) {
                in.skip();
            } else {
                groups[group] = group();
            }
        }
        return PersonName.joined('=', List.of(groups));
    }

    private String group() throws IOException {
        var components = new String[COMPONENTS.size()];
        Arrays.fill(components, "");
        for (var child = in.child(); child.isPresent(); child = in.child()) {
            int component = COMPONENTS.indexOf(child.get());
            if (component < 0) {
                in.skip();
            } else {
                components[component] = in.text();
            }
        }
        return PersonName.joined('^', List.of(components));
    }
}
