// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.deid.Prescription.Choice;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Applies a profile to one object, item by item (PS3.15 section E.1.1).
 *
 * <p>It calls itself for each level of items, which are at most {@link DataSet#MAX_DEPTH} deep.
 * What does not change is not copied.
 */
final class DataSetCleaner {

    /** What is done beyond the rules of single attributes. */
    enum Mode {
        /** The rules, and nothing else. */
        NORMAL,
        /** Text is cleaned, too: within a sequence that is to be cleaned. */
        TEXT,
        /** So are the meanings of codes: within a code of a scheme of one place. */
        LOCAL_CODE,
        /** All that has no rule is replaced by dummies: within a sequence that is a dummy. */
        DUMMY
    }

    private static final int CODE_CHARS = 16;

    private final ObjectContext context;
    private final ChangeLog log;
    private final UnlistedAttributes unlisted;
    private final PrivateAttributes privates;
    private final ContentItems contentItems;
    private final ValueCleaner values;

    DataSetCleaner(ObjectContext context, ChangeLog log, DataSet object) {
        this.context = context;
        this.log = log;
        this.values = new ValueCleaner(context, log);
        this.unlisted = new UnlistedAttributes(context, log, this, values);
        this.privates = new PrivateAttributes(context, this, values, object);
        this.contentItems = new ContentItems(context, log, this, values);
    }

    /** Returns a data set with the rules applied; the same one if they change nothing. */
    DataSet cleaned(DataSet dataSet, Mode within) {
        var mode = within == Mode.TEXT && isLocalCode(dataSet) ? Mode.LOCAL_CODE : within;
        var builder = DataSetBuilder.within(dataSet.characterSet());
        boolean keepsRegions = context.has(ConfidentialityOption.CLEAN_GRAPHICS);
        boolean isChanged = false;
        for (var element : dataSet.elements()) {
            var tag = element.tag();
            if (tag.isPrivate()) {
                isChanged |= privates.isRemoved(dataSet, element, builder);
                continue;
            }
            var cleaned =
                    OverlayPlanes.isRemoved(dataSet, tag, keepsRegions)
                            ? values.removed(tag, OverlayPlanes.BECAUSE)
                            : element(element, mode);
            if (cleaned.isEmpty()) {
                isChanged = true;
                continue;
            }
            isChanged |= !isSame(cleaned.get(), element);
            builder.set(cleaned.get());
        }
        return isChanged ? builder.build() : dataSet;
    }

    /**
     * Whether an item is a code of a private scheme, as 99 or L at its beginning tells (PS3.16).
     */
    private static boolean isLocalCode(DataSet item) {
        var scheme = item.string(Tags.CodingSchemeDesignator).orElse("");
        return scheme.startsWith("99") || scheme.equals("L");
    }

    private Optional<Element> element(Element element, Mode mode) {
        var tag = element.tag();
        if (element instanceof ReferencedElement) {
            return values.removed(tag, "only its address is here, which names the object");
        }
        if (log.isTopLevel() && isIdentifier(tag)) {
            return Optional.of(pseudonym(element));
        }
        var rule = context.rules().of(tag, UnlistedAttributes.NO_RULE);
        // What is said of an annotation as a whole holds for its text, which has a row of its own.
        boolean isAnnotation = mode == Mode.TEXT && tag.equals(Tags.UnformattedTextValue);
        if (isAnnotation || isSame(rule, UnlistedAttributes.NO_RULE)) {
            return unlisted.cleaned(element, mode);
        }
        return listed(element, rule, mode);
    }

    private static boolean isIdentifier(Tag tag) {
        return tag.equals(Tags.PatientName)
                || tag.equals(Tags.PatientID)
                || tag.equals(Tags.AccessionNumber)
                || tag.equals(Tags.StudyID);
    }

    /**
     * Names what identifies a patient, an order, a study by a pseudonym, which Z and D allow: PACS
     * take two studies for one, or lose a patient, if these are empty.
     */
    private Element pseudonym(Element element) {
        var tag = element.tag();
        var patient = context.patient();
        if (tag.equals(Tags.PatientName)) {
            return values.pseudonym(element, patient.patientName(), "E.1-1 Z");
        }
        if (tag.equals(Tags.PatientID)) {
            return values.pseudonym(element, patient.patientID(), "E.1-1 Z/D");
        }
        var text = ValueCleaner.first(element);
        if (text.isEmpty()) {
            return element.isEmpty() ? element : values.emptied(element, "E.1-1 Z");
        }
        var code = context.keyed().code(tag.hex(), text, CODE_CHARS);
        return values.pseudonym(element, code, "E.1-1 Z");
    }

    private Optional<Element> listed(Element element, Rule rule, Mode mode) {
        var tag = element.tag();
        var requirement = requirement(tag, rule.prescription());
        var choice = rule.prescription().choice(requirement);
        var because = values.because(rule.because(), requirement, choice);
        if (choice == Choice.REMOVE) {
            return values.removed(tag, because);
        }
        if (choice == Choice.KEEP && !element.isEmpty() && isOpaque(element)) {
            return listed(element, rule.basicAlone("not readable as " + because), mode);
        }
        boolean isKept = choice == Choice.KEEP && !(element instanceof SequenceElement);
        if (element.isEmpty() || isKept) {
            return Optional.of(element);
        }
        return switch (choice) {
            case EMPTY -> Optional.of(values.emptied(element, because));
            case DUMMY -> dummy(element, because);
            case MAP, KEEP -> Optional.of(mapped(element, mode, because));
            case CLEAN -> cleaned(element, rule, because);
            case REMOVE -> throw new AssertionError("handled above");
        };
    }

    /** Whether a value may be something else than its attribute is to hold. */
    private static boolean isOpaque(Element element) {
        return switch (element.vr()) {
            case UN -> true;
            case DA, DT, TM -> !ValueCleaner.isTimeOnly(element);
            default -> !ValueCleaner.isOfItsForm(element);
        };
    }

    /** Asks for the type only where it matters. */
    private Requirement requirement(Tag tag, Prescription prescription) {
        return switch (prescription) {
            case K, C, U -> Requirement.UNKNOWN;
            case D, Z, X, Z_D, X_Z, X_D, X_Z_D, X_Z_U -> requirement(tag);
        };
    }

    /** How the IOD requires an attribute where the way through the object is. */
    Requirement requirement(Tag tag) {
        return context.settings().types().of(context.sopClass(), log.sequences(), tag);
    }

    /** Puts a dummy in place: of a sequence, the same items with dummies in them. */
    private Optional<Element> dummy(Element element, String because) {
        var tag = element.tag();
        if (element instanceof SequenceElement sequence) {
            if (ContentItems.isContent(tag)) {
                return Optional.of(contentItems.cleaned(sequence, Mode.DUMMY));
            }
            return Optional.of(items(sequence, Mode.DUMMY));
        }
        if (element.vr() == VR.UI) {
            return Optional.of(values.mapped(element, because));
        }
        return Optional.of(values.replaced(element, because));
    }

    private Element mapped(Element element, Mode mode, String because) {
        if (element instanceof SequenceElement sequence) {
            return items(sequence, mode == Mode.DUMMY ? Mode.NORMAL : mode);
        }
        // An identifier that came as text is one all the same; bytes cannot be told from a name.
        return element.vr().isText()
                ? values.mapped(element, because)
                : values.replaced(element, because);
    }

    private Optional<Element> cleaned(Element element, Rule rule, String because) {
        var result =
                switch (rule.cleaning()) {
                    case DATES -> values.shifted(element, because);
                    case TEXT -> text(element, because);
                    case CONTENT -> content(element);
                    case GRAPHICS -> graphics(element, because);
                    case DEVICE -> values.renamed(element, because);
                    case NONE -> Optional.<Element>empty();
                };
        if (result.isPresent()) {
            return result;
        }
        // Nothing is left that may stay, or it cannot be cleaned: the basic profile decides.
        return listed(element, rule.basicAlone("nothing left of " + because), Mode.NORMAL);
    }

    private Optional<Element> text(Element element, String because) {
        return element instanceof SequenceElement sequence
                ? Optional.of(items(sequence, Mode.TEXT))
                : values.cleanedText(element, because);
    }

    private Optional<Element> content(Element element) {
        return element instanceof SequenceElement sequence
                ? Optional.of(contentItems.cleaned(sequence, Mode.TEXT))
                : Optional.empty();
    }

    /** Overlay bitmaps that are still here are shapes, not text ({@link OverlayPlanes}). */
    private Optional<Element> graphics(Element element, String because) {
        if (element instanceof SequenceElement sequence) {
            return Optional.of(items(sequence, Mode.TEXT));
        }
        if (element.tag().group() >>> 8 == 0x50 && OverlayPlanes.isAudio(element.tag())) {
            return values.removed(element.tag(), because);
        }
        return element.vr().usesCharacterSet()
                ? values.cleanedText(element, because)
                : Optional.of(element);
    }

    /** Cleans the items of a sequence; returns the same sequence if nothing changes. */
    SequenceElement items(SequenceElement sequence, Mode mode) {
        List<DataSet> changed = new ArrayList<>(sequence.items().size());
        boolean isChanged = false;
        int number = 0;
        for (var item : sequence.items()) {
            log.enter(sequence.tag(), ++number);
            var cleaned = cleaned(item, mode);
            log.leave();
            isChanged |= !isSame(cleaned, item);
            changed.add(cleaned);
        }
        return isChanged ? new SequenceElement(sequence.tag(), changed) : sequence;
    }

    /** Cleans a sequence that no rule names. */
    Optional<Element> unlistedItems(SequenceElement sequence, Mode mode) {
        return Optional.of(
                ContentItems.isContent(sequence.tag())
                        ? contentItems.cleaned(sequence, mode)
                        : items(sequence, mode));
    }

    /** Whether nothing was changed, for what changes is made anew; equality would take long. */
    @SuppressWarnings("ReferenceEquality")
    static boolean isSame(Object after, Object before) {
        return after == before;
    }
}
