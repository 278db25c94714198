// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.DataSetCleaner.Mode;
import spiders.dicom.deid.Prescription.Choice;
import spiders.dicom.deid.Rule.Cleaning;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.Optional;
import java.util.Set;

/**
 * What becomes of attributes that Table E.1-1 has not: they are judged by their VR, for the table
 * grows with each edition of the standard (PS3.15 section E.1.1, note 4).
 *
 * <p>Names of persons, dates, identifiers and addresses on a network are treated as their like in
 * the table; long text is cleaned; short text loses the names and identifiers that the object
 * itself holds; attributes that PS3.6 does not know go.
 */
final class UnlistedAttributes {

    /** Stands for the absence of a rule. */
    static final Rule NO_RULE = new Rule(Prescription.K, Prescription.K, Cleaning.NONE, "");

    /** UIDs that name kinds of things, not things: in no project may they change. */
    private static final Set<Tag> CLASSES =
            Set.of(
                    Tags.SOPClassUID,
                    Tags.ReferencedSOPClassUID,
                    Tags.RelatedGeneralSOPClassUID,
                    Tags.OriginalSpecializedSOPClassUID,
                    Tags.SOPClassesInStudy,
                    Tags.SOPClassesSupported,
                    Tags.ReferencedSOPClassUIDInFile,
                    Tags.AvailableTransferSyntaxUID,
                    Tags.ReferencedTransferSyntaxUIDInFile,
                    Tags.EncryptedContentTransferSyntaxUID,
                    Tags.MACCalculationTransferSyntaxUID,
                    Tags.CodingSchemeUID,
                    Tags.ContextUID,
                    Tags.ContextGroupExtensionCreatorUID,
                    Tags.MappingResourceUID,
                    Tags.PrivateRecordUID);

    /** What a content item is about, in which unit: a dummy item keeps it. */
    private static final Set<Tag> CONCEPTS =
            Set.of(Tags.ConceptNameCodeSequence, Tags.MeasurementUnitsCodeSequence);

    private static final String BY_VR = "by its VR";

    /** Commands, file meta, directories: none of it is of an object. */
    private static final int LAST_MESSAGE_GROUP = 0x0006;

    private final ObjectContext context;
    private final ChangeLog log;
    private final DataSetCleaner cleaner;
    private final ValueCleaner values;

    UnlistedAttributes(
            ObjectContext context, ChangeLog log, DataSetCleaner cleaner, ValueCleaner values) {
        this.context = context;
        this.log = log;
        this.cleaner = cleaner;
        this.values = values;
    }

    Optional<Element> cleaned(Element element, Mode mode) {
        var tag = element.tag();
        if (tag.equals(Tags.EncryptedAttributesSequence)) {
            return values.removed(tag, "would identify again");
        }
        if (tag.equals(Tags.PixelData) && !log.isTopLevel()) {
            return values.removed(tag, "pixels in an item");
        }
        if (tag.group() <= LAST_MESSAGE_GROUP) {
            return values.removed(tag, "of a message or a directory");
        }
        if (!Dictionary.isKnown(tag)) {
            return values.removed(tag, "not in PS3.6");
        }
        if (element instanceof SequenceElement sequence) {
            return cleaner.unlistedItems(sequence, within(tag, mode));
        }
        if (element.isEmpty()) {
            return Optional.of(element);
        }
        if (mode == Mode.DUMMY) {
            return dummy(element);
        }
        boolean isOpaque = element.vr().isBytes() && !Dictionary.vr(tag).isBytes();
        return isOpaque || !ValueCleaner.isOfItsForm(element)
                ? basic(element)
                : byVR(element, mode);
    }

    private static Mode within(Tag sequence, Mode mode) {
        boolean isConcept = mode == Mode.DUMMY && CONCEPTS.contains(sequence);
        return isConcept || mode == Mode.LOCAL_CODE ? Mode.TEXT : mode;
    }

    private Optional<Element> dummy(Element element) {
        return switch (element.vr()) {
            case CS -> Optional.of(values.coded(element));
            case UI -> uid(element);
            default -> Optional.of(values.replaced(element, "within a dummy"));
        };
    }

    private Optional<Element> byVR(Element element, Mode mode) {
        return switch (element.vr()) {
            case PN, UR -> basic(element);
            case AE -> device(element);
            case CS -> Optional.of(values.coded(element));
            case DA, DT, TM -> date(element);
            case UI -> uid(element);
            case LT, ST, UT -> text(element, values.cleanedText(element, "free text"));
            case LO, SH, UC ->
                    text(
                            element,
                            isCleaned(element.tag(), mode)
                                    ? values.cleanedText(element, "within a cleaned sequence")
                                    : values.withoutIdentities(element));
            case AS, AT, DS, FD, FL, IS, OB, OD, OF, OL, OV, OW, SL, SQ, SS, SV, UL, UN, US, UV ->
                    Optional.of(element);
        };
    }

    /** Codes of public schemes name concepts, and are no words of a language. */
    private static boolean isCleaned(Tag tag, Mode mode) {
        boolean isCode =
                tag.equals(Tags.CodeValue)
                        || tag.equals(Tags.LongCodeValue)
                        || tag.equals(Tags.CodingSchemeDesignator)
                        || tag.equals(Tags.CodingSchemeVersion);
        return switch (mode) {
            case NORMAL, DUMMY -> false;
            case TEXT -> !isCode && !tag.equals(Tags.CodeMeaning);
            case LOCAL_CODE -> !isCode;
        };
    }

    private Optional<Element> text(Element element, Optional<Element> cleaned) {
        return cleaned.isPresent() ? cleaned : basic(element);
    }

    private Optional<Element> date(Element element) {
        if (context.has(ConfidentialityOption.RETAIN_FULL_DATES)) {
            return Optional.of(element);
        }
        var shifted =
                context.has(ConfidentialityOption.RETAIN_MODIFIED_DATES)
                        ? values.shifted(element, BY_VR)
                        : Optional.<Element>empty();
        return shifted.isPresent() ? shifted : basic(element);
    }

    /** As Table E.1-1 has the addresses it knows. */
    private Optional<Element> device(Element element) {
        var renamed =
                context.has(ConfidentialityOption.RETAIN_DEVICE_IDENTITY)
                        ? values.renamed(element, BY_VR)
                        : Optional.<Element>empty();
        return renamed.isPresent() ? renamed : basic(element);
    }

    private static boolean isClass(Element element) {
        return CLASSES.contains(element.tag())
                && element instanceof ValueElement value
                && value.strings().stream().allMatch(UID::isValid);
    }

    private Optional<Element> uid(Element element) {
        boolean isKept = isClass(element) || context.has(ConfidentialityOption.RETAIN_UIDS);
        return Optional.of(isKept ? element : values.mapped(element, BY_VR));
    }

    /** As X/Z/D would be. */
    private Optional<Element> basic(Element element) {
        var requirement = cleaner.requirement(element.tag());
        var choice = Prescription.X_Z_D.choice(requirement);
        var because = values.because(BY_VR, requirement, choice);
        return choice == Choice.REMOVE
                ? values.removed(element.tag(), because)
                : Optional.of(
                        choice == Choice.EMPTY
                                ? values.emptied(element, because)
                                : values.replaced(element, because));
    }
}
