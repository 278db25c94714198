// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Element;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.Prescription.Choice;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes single values, and writes each change down. */
final class ValueCleaner {

    private static final String STANDARD_ROOT = "1.2.840.10008.";
    private static final int DEVICE_CHARS = 14;

    private final ObjectContext context;
    private final ChangeLog log;

    ValueCleaner(ObjectContext context, ChangeLog log) {
        this.context = context;
        this.log = log;
    }

    /** The reason of a change, with the type if that decided. */
    String because(String rule, Requirement requirement, Choice choice) {
        return switch (choice) {
            case KEEP, CLEAN, MAP -> rule;
            case REMOVE, EMPTY, DUMMY ->
                    switch (requirement) {
                        case VALUE -> rule + ", Type 1";
                        case PRESENCE -> rule + ", Type 2";
                        case OPTIONAL -> rule + ", Type 3";
                        case NOT_IN_IOD -> rule + ", not in the IOD";
                        case UNKNOWN -> rule + ", type not known";
                    };
        };
    }

    Optional<Element> removed(Tag tag, String because) {
        log.add(tag, Action.REMOVED, because);
        return Optional.empty();
    }

    Element emptied(Element element, String because) {
        log.add(element.tag(), Action.EMPTIED, because);
        return Dummies.empty(element.tag(), element.vr());
    }

    Element replaced(Element element, String because) {
        log.add(element.tag(), Action.REPLACED, because);
        return Dummies.of(element);
    }

    /** Puts a pseudonym in place, even of an empty value. */
    Element pseudonym(Element element, String pseudonym, String because) {
        if (first(element).equals(pseudonym)) {
            return element;
        }
        var tag = element.tag();
        log.add(tag, Action.PSEUDONYMIZED, because);
        return ValueElement.text(tag, Dictionary.vr(tag), pseudonym, SpecificCharacterSet.UTF_8);
    }

    static String first(Element element) {
        return element instanceof ValueElement value ? value.string().orElse("") : "";
    }

    /** Maps the identifiers of a value; those of the standard stay. */
    Element mapped(Element element, String because) {
        if (!(element instanceof ValueElement value)) {
            return element;
        }
        var before = value.strings();
        var after = new ArrayList<String>(before.size());
        for (var uid : before) {
            after.add(uid.isEmpty() || isOfTheStandard(uid) ? uid : mapped(uid).value());
        }
        if (after.equals(before)) {
            return element;
        }
        log.add(element.tag(), Action.MAPPED, because);
        return text(element.tag(), VR.UI, after, SpecificCharacterSet.ASCII);
    }

    UID mapped(String uid) {
        return context.keyed().uid(uid);
    }

    /**
     * SOP Classes, transfer syntaxes, well-known frames of reference: what PS3.6 lists under the
     * root that DICOM owns, and not what somebody else put there.
     */
    static boolean isOfTheStandard(String uid) {
        return uid.startsWith(STANDARD_ROOT)
                && UID.isValid(uid)
                && Dictionary.name(new UID(uid)).isPresent();
    }

    /** Moves a day; a time of day stays; nothing if the value is no date. */
    Optional<Element> shifted(Element element, String because) {
        var vr = element.vr();
        if (vr == VR.TM || element.tag().equals(Tags.TimezoneOffsetFromUTC)) {
            return isTimeOnly(element) ? Optional.of(element) : Optional.empty();
        }
        if (!(element instanceof ValueElement value) || (vr != VR.DA && vr != VR.DT)) {
            return Optional.empty();
        }
        var before = value.strings();
        var after = context.shift().shifted(vr, before);
        if (after.isEmpty()) {
            return Optional.empty();
        }
        if (after.get().equals(before)) {
            return Optional.of(element);
        }
        log.add(element.tag(), Action.SHIFTED, because);
        return Optional.of(text(element.tag(), vr, after.get(), SpecificCharacterSet.ASCII));
    }

    /** Whether a value is dates, times of day or offsets, and not text put there. */
    static boolean isTimeOnly(Element element) {
        return element instanceof ValueElement value
                && value.strings().stream().allMatch(time -> time.length() <= 28 && isTime(time));
    }

    private static boolean isTime(String text) {
        return text.chars().allMatch(c -> (c >= '0' && c <= '9') || " .:+-".indexOf(c) >= 0);
    }

    /** Whether the text of a number or an age is one; of all other VRs, always. */
    static boolean isOfItsForm(Element element) {
        return switch (element.vr()) {
            case AS, DS, IS ->
                    element instanceof ValueElement value
                            && value.text().chars().allMatch(ValueCleaner::isOfNumber);
            default -> true;
        };
    }

    /** Exponents, the units of ages, and what parts values or pads them. */
    private static boolean isOfNumber(int c) {
        return (c >= '0' && c <= '9') || " .+-\\eEDWMY\0".indexOf(c) >= 0;
    }

    /** Replaces coded strings that are names of the object. */
    Element coded(Element element) {
        if (!(element instanceof ValueElement value)) {
            return element;
        }
        var before = value.strings();
        var after = before.stream().map(context.text()::coded).toList();
        if (after.equals(before)) {
            return element;
        }
        log.add(element.tag(), Action.CLEANED, "names or identifiers of the object");
        return text(element.tag(), element.vr(), after, SpecificCharacterSet.ASCII);
    }

    /** Names a device by a code that is the same wherever the device is named. */
    Optional<Element> renamed(Element element, String because) {
        if (!(element instanceof ValueElement value) || !element.vr().isText()) {
            return Optional.empty();
        }
        var codes =
                value.strings().stream()
                        .map(name -> context.keyed().code("device", name, DEVICE_CHARS))
                        .toList();
        if (codes.equals(value.strings())) {
            return Optional.of(element);
        }
        log.add(element.tag(), Action.PSEUDONYMIZED, because);
        return Optional.of(text(element.tag(), element.vr(), codes, SpecificCharacterSet.ASCII));
    }

    /** Keeps of a text what may stay; nothing if that is nothing, or if it is no text. */
    Optional<Element> cleanedText(Element element, String because) {
        if (!(element instanceof ValueElement value) || !element.vr().usesCharacterSet()) {
            return Optional.empty();
        }
        var before = value.strings();
        var after = before.stream().map(context.text()::cleaned).toList();
        if (after.equals(before)) {
            return Optional.of(element);
        }
        if (after.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        log.add(element.tag(), Action.CLEANED, because);
        return Optional.of(text(element.tag(), element.vr(), after, value.characterSet()));
    }

    /** Takes out of a text what the object itself says identifies; nothing if nothing is left. */
    Optional<Element> withoutIdentities(Element element) {
        if (!(element instanceof ValueElement value)) {
            return Optional.of(element);
        }
        var whole = value.text();
        if (context.text().withoutIdentities(whole).equals(whole)) {
            return Optional.of(element);
        }
        var after = value.strings().stream().map(context.text()::withoutIdentities).toList();
        if (after.stream().allMatch(String::isEmpty)) {
            return Optional.empty();
        }
        log.add(element.tag(), Action.CLEANED, "names or identifiers of the object");
        return Optional.of(text(element.tag(), element.vr(), after, value.characterSet()));
    }

    private static Element text(
            Tag tag, VR vr, List<String> values, SpecificCharacterSet characterSet) {
        var text = String.join("\\", values);
        boolean fits = characterSet.canEncode(text);
        return ValueElement.text(tag, vr, text, fits ? characterSet : SpecificCharacterSet.UTF_8);
    }
}
