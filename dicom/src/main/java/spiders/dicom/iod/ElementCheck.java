// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;

/** Holds one element against the dictionary (PS3.6) and the rules of its VR (PS3.5 section 6). */
final class ElementCheck {

    private ElementCheck() {}

    static void check(Place place, DataSet item, Element element, Findings findings) {
        var tag = element.tag();
        if (tag.isPrivate()) {
            creator(place, item, tag, findings);
        } else if (!Dictionary.isKnown(tag)) {
            findings.warning(
                    Rule.UNKNOWN_ATTRIBUTE, place.path(tag), "is no attribute of PS3.6", "PS3.6");
        } else {
            if (Dictionary.isRetired(tag)) {
                findings.warning(Rule.RETIRED, place.path(tag), "is retired", "PS3.6");
            }
            vr(place, element, findings);
        }
        if (element instanceof ValueElement value && !value.isEmpty()) {
            values(place, value, findings);
        }
    }

    private static void creator(Place place, DataSet item, Tag tag, Findings findings) {
        int block = tag.element() >>> 8;
        if (tag.isPrivateCreator() || block < 0x10) {
            return;
        }
        if (item.string(Tag.of(tag.group(), block)).isEmpty()) {
            findings.error(
                    Rule.UNKNOWN_ATTRIBUTE,
                    place.path(tag),
                    "is private, and nobody has reserved its block",
                    "PS3.5 7.8.1");
        }
    }

    private static void vr(Place place, Element element, Findings findings) {
        var tag = element.tag();
        var vr = element.vr();
        if (vr == Dictionary.vr(tag)
                || (vr == VR.SS && Dictionary.mayBeSigned(tag))
                || (vr == VR.OW && Dictionary.mayBeWords(tag))) {
            return;
        }
        var text = "has VR %s, and is of %s".formatted(vr, Dictionary.vr(tag));
        if (vr == VR.UN) {
            // PS3.5 section 6.2.2 lets a sender write UN for what it did not know.
            findings.warning(Rule.VR, place.path(tag), text, "PS3.5 6.2.2");
        } else {
            findings.error(Rule.VR, place.path(tag), text, "PS3.6");
        }
    }

    private static void values(Place place, ValueElement value, Findings findings) {
        var tag = value.tag();
        var vr = value.vr();
        if (vr.isBinaryNumber() && value.length() % vr.numberSize() != 0) {
            findings.error(
                    Rule.FORM,
                    place.path(tag),
                    "has %d bytes, and VR %s has %d a value"
                            .formatted(value.length(), vr, vr.numberSize()),
                    "PS3.5 6.2");
            return;
        }
        if (vr.isText()) {
            text(place, value, findings);
        }
        count(place, value, findings);
    }

    private static void count(Place place, ValueElement value, Findings findings) {
        var tag = value.tag();
        var vr = value.vr();
        if (vr.isBytes()) {
            return;
        }
        var multiplicity = Dictionary.multiplicity(tag);
        int values = vr.isBinaryNumber() ? value.length() / vr.numberSize() : textValues(value);
        if (!multiplicity.allows(values)) {
            findings.error(
                    Rule.MULTIPLICITY,
                    place.path(tag),
                    "has %d values, and may have %s".formatted(values, multiplicity),
                    "PS3.6");
        }
    }

    private static int textValues(ValueElement value) {
        return value.vr().isBackslashSeparated() ? value.strings().size() : 1;
    }

    private static void text(Place place, ValueElement value, Findings findings) {
        if (TextForm.hasForeignBytes(value)) {
            findings.error(
                    Rule.FORM,
                    place.path(value.tag()),
                    "has bytes outside the declared character sets",
                    "PS3.5 6.1.2");
            return;
        }
        var texts = value.strings();
        for (int i = 0; i < texts.size() && !findings.isFull(); i++) {
            int number = i + 1;
            TextForm.fault(value.vr(), texts.get(i))
                    .ifPresent(fault ->
                            findings.error(
                                    Rule.FORM,
                                    place.path(value.tag()),
                                    "value %d %s".formatted(number, fault),
                                    "PS3.5 6.2"));
        }
    }
}
