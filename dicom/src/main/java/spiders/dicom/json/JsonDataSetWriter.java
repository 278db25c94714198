// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.PersonName;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the objects of the DICOM JSON model (PS3.18 section F.2). */
final class JsonDataSetWriter {

    private static final int CHARACTER_SET = 0x00080005;
    private static final long EXACT_IN_JAVASCRIPT = 1L << 53;

    private final JsonOutput out;
    private final BulkDataURI bulkData;

    JsonDataSetWriter(JsonOutput out, BulkDataURI bulkData) {
        this.out = out;
        this.bulkData = bulkData;
    }

    void dataSet(DataSet dataSet) throws IOException {
        dataSet(dataSet, List.of());
    }

    private void dataSet(DataSet dataSet, List<AttributePath.Step> steps) throws IOException {
        out.put('{');
        boolean isFirst = true;
        for (var element : dataSet) {
            if (element.tag().isGroupLength()) {
                continue; // PS3.18 section F.2.2.
            }
            if (!isFirst) {
                out.put(',');
            }
            isFirst = false;
            out.tag(element.tag().code());
            out.plain(":{\"vr\":\"");
            out.plain(element.vr().name());
            out.put('"');
            value(element, steps);
            out.put('}');
        }
        out.put('}');
    }

    private void value(Element element, List<AttributePath.Step> steps) throws IOException {
        switch (element) {
            case ValueElement value when value.isEmpty() -> {}
            case ValueElement value when value.vr().isBytes() -> bytes(value, steps);
            case ValueElement value -> values(value);
            case SequenceElement sequence -> sequence(sequence, steps);
            case ReferencedElement referenced -> uri(referenced.uri());
            case BulkDataElement _, EncapsulatedElement _ -> {
                var uri = asked(element, steps);
                if (uri.isPresent()) {
                    uri(uri.get());
                }
            }
        }
    }

    private Optional<String> asked(Element element, List<AttributePath.Step> steps) {
        return bulkData.of(new AttributePath(steps, element.tag()), element);
    }

    private void uri(String uri) throws IOException {
        out.plain(",\"BulkDataURI\":");
        out.string(uri);
    }

    private void bytes(ValueElement value, List<AttributePath.Step> steps) throws IOException {
        var uri = asked(value, steps);
        if (uri.isPresent()) {
            uri(uri.get());
            return;
        }
        out.plain(",\"InlineBinary\":");
        out.base64(value.bytes());
    }

    private void sequence(SequenceElement sequence, List<AttributePath.Step> steps)
            throws IOException {
        if (sequence.isEmpty()) {
            return;
        }
        out.plain(",\"Value\":[");
        int number = 0;
        for (var item : sequence.items()) {
            if (number++ > 0) {
                out.put(',');
            }
            var deeper = new ArrayList<>(steps);
            deeper.add(new AttributePath.Step(sequence.tag(), number));
            dataSet(item, deeper);
        }
        out.put(']');
    }

    private void values(ValueElement value) throws IOException {
        // All text is Unicode here, whatever the data set was (PS3.18 section F.2.1.1).
        var values = value.tag().code() == CHARACTER_SET ? List.of("ISO_IR 192") : value.strings();
        if (values.isEmpty()) {
            return; // Nothing but padding.
        }
        out.plain(",\"Value\":[");
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            value(value.vr(), values.get(i));
        }
        out.put(']');
    }

    private void value(VR vr, String value) throws IOException {
        if (value.isEmpty()) {
            out.plain("null");
            return;
        }
        switch (vr) {
            case PN -> personName(value);
            case US, SS, UL, SL -> out.plain(value);
            case SV, UV -> longNumber(value);
            case IS, DS, FL, FD -> number(value);
            default -> out.string(value);
        }
    }

    private void longNumber(String value) throws IOException {
        boolean isExact =
                value.length() < 19 && Math.abs(Long.parseLong(value)) <= EXACT_IN_JAVASCRIPT;
        if (isExact) {
            out.plain(value);
        } else {
            out.string(value);
        }
    }

    /** A number is written with the digits it has; what JSON cannot write as one, as a string. */
    private void number(String value) throws IOException {
        if (JsonNumber.isNumber(value)) {
            out.plain(value);
        } else {
            out.string(value);
        }
    }

    private void personName(String value) throws IOException {
        // Delimiters alone are no name, behind the third group neither: as whoever reads takes it.
        var name = PersonName.joined('=', List.of(value));
        if (name.isEmpty()) {
            out.plain("null");
            return;
        }
        var groups = name.split("=", 3);
        out.put('{');
        boolean isFirst = true;
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].isEmpty()) {
                continue;
            }
            if (!isFirst) {
                out.put(',');
            }
            isFirst = false;
            out.string(PersonNameGroups.KEYS.get(i));
            out.put(':');
            out.string(groups[i]);
        }
        out.put('}');
    }
}
