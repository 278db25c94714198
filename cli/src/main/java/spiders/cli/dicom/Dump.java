// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Prints data sets: tag, VR, keyword, value; items are indented. */
final class Dump {

    private static final int SHORT = 80;
    private static final int FEW = 16;

    private final PrintWriter out;
    private final boolean isFull;

    Dump(PrintWriter out, boolean isFull) {
        this.out = out;
        this.isFull = isFull;
    }

    void print(DataSet dataSet) {
        print(dataSet, "");
    }

    private void print(DataSet dataSet, String indent) {
        for (var element : dataSet) {
            out.printf(
                    "%s%s %s %s%s%n",
                    indent,
                    element.tag(),
                    element.vr(),
                    Dictionary.keyword(element.tag()).orElse("-"),
                    value(element));
            if (element instanceof SequenceElement sequence) {
                int number = 0;
                for (var item : sequence.items()) {
                    out.printf("%s  item %d%n", indent, ++number);
                    print(item, indent + "    ");
                }
            }
        }
    }

    private String value(Element element) {
        return switch (element) {
            case SequenceElement sequence -> " %d items".formatted(sequence.items().size());
            case EncapsulatedElement encapsulated ->
                    " %d fragments".formatted(encapsulated.fragments().size());
            case BulkDataElement bulk -> " %d bytes at %d".formatted(bulk.length(), bulk.offset());
            case ReferencedElement referenced -> " -> " + referenced.uri();
            case ValueElement value when value.isEmpty() -> "";
            case ValueElement value when value.vr().isText() -> " " + text(value);
            case ValueElement value -> " " + numbers(value);
        };
    }

    private String text(ValueElement value) {
        var text = cut(Table.shown(value.text()));
        if (value.vr() != VR.UI) {
            return '"' + text + '"';
        }
        return value.strings().stream()
                .map(uid -> UID.isValid(uid) ? named(uid) : uid)
                .collect(Collectors.joining("\\"));
    }

    private static String named(String uid) {
        return Dictionary.keyword(new UID(uid)).map(name -> uid + " = " + name).orElse(uid);
    }

    private String numbers(ValueElement value) {
        if (value.vr() == VR.FL || value.vr() == VR.FD) {
            return listed(
                    Arrays.stream(value.reals()).mapToObj(Double::toString).toArray(String[]::new));
        }
        if (value.vr().isBinaryNumber()) {
            return listed(
                    Arrays.stream(value.integers())
                            .mapToObj(Long::toString)
                            .toArray(String[]::new));
        }
        return "%d bytes".formatted(value.length());
    }

    private String listed(String... numbers) {
        boolean isCut = !isFull && numbers.length > FEW;
        var shown = isCut ? Arrays.copyOf(numbers, FEW) : numbers;
        return String.join("\\", shown) + (isCut ? "\\… (%d)".formatted(numbers.length) : "");
    }

    private String cut(String text) {
        return isFull || text.length() <= SHORT
                ? text
                : text.substring(0, SHORT) + "… (%d)".formatted(text.length());
    }
}
