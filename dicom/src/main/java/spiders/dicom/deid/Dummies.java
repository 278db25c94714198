// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** Values that say nothing and are right for their VR (PS3.15 section E.1.1, action D). */
final class Dummies {

    static final String TEXT = "ANONYMIZED";
    static final String DATE = "19000101";

    /** A page without anything on it. */
    private static final String PDF =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                    + "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                    + "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
                    + "trailer<</Root 1 0 R>>\n%%EOF\n";

    private static final int NUMBERS_LIMIT = 64 * 1024;

    private Dummies() {}

    /** Returns an element without a value. */
    static Element empty(Tag tag, VR vr) {
        return vr == VR.SQ ? new SequenceElement(tag, List.of()) : ValueElement.empty(tag, vr);
    }

    /** Returns a dummy in place of a value; neither of a sequence nor of a UID. */
    static Element of(Element original) {
        var tag = original.tag();
        return switch (original.vr()) {
            case AE, CS, LO, LT, PN, SH, ST, UC, UT -> text(tag, original.vr(), TEXT);
            case AS -> text(tag, VR.AS, "000Y");
            case DA -> text(tag, VR.DA, DATE);
            case DT -> text(tag, VR.DT, DATE + "000000");
            case TM -> text(tag, VR.TM, "000000");
            case UR -> text(tag, VR.UR, "about:blank");
            case DS, IS -> zeroText(original);
            case AT, FD, FL, SL, SS, SV, UL, US, UV -> zeroNumbers(original);
            case OB, OD, OF, OL, OV, OW, UN -> ValueElement.of(tag, original.vr(), new byte[8]);
            case SQ, UI -> throw new IllegalArgumentException(tag + " is no simple value");
        };
    }

    /** Returns a document of the media type that has nothing in it. */
    static Element document(Tag tag, String mediaType) {
        return switch (mediaType) {
            case "application/pdf" -> bytes(tag, PDF);
            case "text/XML", "text/xml" -> bytes(tag, "<ClinicalDocument/>");
            default -> ValueElement.of(tag, VR.OB, new byte[2]);
        };
    }

    private static Element bytes(Tag tag, String text) {
        return ValueElement.of(tag, VR.OB, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Element text(Tag tag, VR vr, String text) {
        return ValueElement.text(tag, vr, text, SpecificCharacterSet.ASCII);
    }

    /** As many zeros as there were numbers, so that what counts them still counts right. */
    private static Element zeroText(Element original) {
        int count =
                original instanceof ValueElement value
                        ? Math.clamp(value.strings().size(), 1, NUMBERS_LIMIT)
                        : 1;
        return text(
                original.tag(), original.vr(), String.join("\\", Collections.nCopies(count, "0")));
    }

    private static Element zeroNumbers(Element original) {
        int size = original.vr().numberSize();
        int length = original instanceof ValueElement value ? value.length() : size;
        boolean isWhole = length >= size && length <= NUMBERS_LIMIT && length % size == 0;
        return ValueElement.of(original.tag(), original.vr(), new byte[isWhole ? length : size]);
    }
}
