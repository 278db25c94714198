// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.PersonName;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.json.BulkDataURI;

import java.io.IOException;
import java.util.List;

/** Writes the elements of the Native DICOM Model (PS3.19 section A.1.6). */
final class XmlDataSetWriter {

    private static final int CHARACTER_SET = 0x00080005;

    private final XmlOutput out;
    private final BulkDataURI bulkData;

    XmlDataSetWriter(XmlOutput out, BulkDataURI bulkData) {
        this.out = out;
        this.bulkData = bulkData;
    }

    void document(DataSet dataSet) throws IOException {
        out.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.markup(
                "<NativeDicomModel xmlns=\"" + XmlModel.NAMESPACE + "\" xml:space=\"preserve\">");
        attributes(dataSet, List.of());
        out.markup("</NativeDicomModel>\n");
    }

    private void attributes(DataSet dataSet, List<AttributePath.Step> steps) throws IOException {
        for (var element : dataSet) {
            if (!element.tag().isGroupLength()) {
                attribute(dataSet, element, steps);
            }
        }
    }

    private void attribute(DataSet dataSet, Element element, List<AttributePath.Step> steps)
            throws IOException {
        var tag = element.tag();
        var creator = creator(dataSet, tag);
        // Which block a creator was given says nothing outside the data set: it is left out.
        var written = creator.isEmpty() ? tag : new Tag(tag.code() & 0xFFFF_00FF);
        out.markup("\n<DicomAttribute tag=\"" + written.hex() + "\" vr=\"" + element.vr() + "\"");
        var keyword = Dictionary.keyword(tag);
        if (keyword.isPresent()) {
            property("keyword", keyword.get());
        }
        if (!creator.isEmpty()) {
            property("privateCreator", creator);
        }
        if (element.isEmpty()) {
            out.markup("/>");
            return;
        }
        out.markup(">");
        value(element, new AttributePath(steps, tag));
        out.markup("</DicomAttribute>");
    }

    private void property(String name, String value) throws IOException {
        out.markup(" " + name + "=\"");
        out.text(value);
        out.markup("\"");
    }

    /** Who owns a private element's block; empty if nobody does, or the element is standard. */
    private static String creator(DataSet dataSet, Tag tag) {
        if (!tag.isPrivate() || tag.element() < 0x1000) {
            return "";
        }
        return dataSet.string(Tag.of(tag.group(), tag.element() >>> 8)).orElse("");
    }

    private void value(Element element, AttributePath path) throws IOException {
        switch (element) {
            case ValueElement value when value.vr().isBytes() -> bytes(value, path);
            case ValueElement value -> values(value);
            case SequenceElement sequence -> items(sequence, path);
            case ReferencedElement referenced -> uri(referenced.uri());
            case BulkDataElement _, EncapsulatedElement _ -> {
                var uri = bulkData.of(path, element);
                if (uri.isPresent()) {
                    uri(uri.get());
                }
            }
        }
    }

    private void uri(String uri) throws IOException {
        out.markup("<BulkData");
        property("uri", uri);
        out.markup("/>");
    }

    private void bytes(ValueElement value, AttributePath path) throws IOException {
        var uri = bulkData.of(path, value);
        if (uri.isPresent()) {
            uri(uri.get());
            return;
        }
        out.markup("<InlineBinary>");
        out.base64(value.bytes());
        out.markup("</InlineBinary>");
    }

    private void items(SequenceElement sequence, AttributePath path) throws IOException {
        int number = 0;
        for (var item : sequence.items()) {
            number++;
            out.markup("\n<Item number=\"" + number + "\">");
            attributes(item, path.child(number, sequence.tag()).steps());
            out.markup("\n</Item>");
        }
        out.markup("\n");
    }

    private void values(ValueElement value) throws IOException {
        // All text is Unicode here, whatever the data set was.
        var values = value.tag().code() == CHARACTER_SET ? List.of("ISO_IR 192") : value.strings();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i).isEmpty()) {
                continue; // An empty value is known by its missing number.
            }
            if (value.vr() == VR.PN) {
                name(i + 1, PersonName.parse(values.get(i)));
                continue;
            }
            out.markup("<Value number=\"" + (i + 1) + "\">");
            out.text(values.get(i));
            out.markup("</Value>");
        }
    }

    private void name(int number, PersonName name) throws IOException {
        out.markup("<PersonName number=\"" + number + "\">");
        group("Alphabetic", name.alphabetic());
        group("Ideographic", name.ideographic());
        group("Phonetic", name.phonetic());
        out.markup("</PersonName>");
    }

    private void group(String element, PersonName.Group group) throws IOException {
        if (group.isEmpty()) {
            return;
        }
        out.markup("<" + element + ">");
        component("FamilyName", group.familyName());
        component("GivenName", group.givenName());
        component("MiddleName", group.middleName());
        component("NamePrefix", group.prefix());
        component("NameSuffix", group.suffix());
        out.markup("</" + element + ">");
    }

    private void component(String element, String text) throws IOException {
        if (!text.isEmpty()) {
            out.markup("<" + element + ">");
            out.text(text);
            out.markup("</" + element + ">");
        }
    }
}
