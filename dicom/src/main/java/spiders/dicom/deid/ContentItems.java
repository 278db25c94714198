// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.deid.DataSetCleaner.Mode;
import spiders.dicom.deid.Prescription.Choice;
import spiders.dicom.deid.Rule.Cleaning;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cleans content items by the rules of their concepts (PS3.15 section E.3.4, Table E.3.4-1); an
 * item that the table has not, by its value type.
 *
 * <p>Without the Clean Structured Content Option the whole sequence is a dummy: the same rules, and
 * what they would clean or keep is replaced, but for references, whose UIDs are mapped.
 */
final class ContentItems {

    private static final Set<Tag> SEQUENCES =
            Set.of(
                    Tags.ContentSequence,
                    Tags.AcquisitionContextSequence,
                    Tags.WaveformAnnotationSequence,
                    Tags.SpecimenPreparationSequence,
                    Tags.SpecimenPreparationStepContentItemSequence);
    private static final Set<Tag> VALUES =
            Set.of(
                    Tags.TextValue,
                    Tags.PersonName,
                    Tags.Date,
                    Tags.Time,
                    Tags.DateTime,
                    Tags.UID,
                    Tags.MeasuredValueSequence,
                    Tags.NumericValue,
                    Tags.FloatingPointValue,
                    Tags.ConceptCodeSequence);
    private static final String CODE = "ANONYMIZED";
    private static final String SCHEME = "99SPIDERS";

    private final ObjectContext context;
    private final ChangeLog log;
    private final DataSetCleaner cleaner;
    private final ValueCleaner values;

    ContentItems(
            ObjectContext context, ChangeLog log, DataSetCleaner cleaner, ValueCleaner values) {
        this.context = context;
        this.log = log;
        this.cleaner = cleaner;
        this.values = values;
    }

    /** Whether the items of a sequence are content items, or hold some. */
    static boolean isContent(Tag sequence) {
        return SEQUENCES.contains(sequence);
    }

    /** Returns the sequence with its items cleaned, or made dummies, some of them gone. */
    SequenceElement cleaned(SequenceElement sequence, Mode mode) {
        List<DataSet> changed = new ArrayList<>(sequence.items().size());
        boolean isChanged = false;
        int number = 0;
        for (var item : sequence.items()) {
            log.enter(sequence.tag(), ++number);
            var cleaned = item(item, mode);
            log.leave();
            isChanged |= cleaned.isEmpty() || !DataSetCleaner.isSame(cleaned.get(), item);
            cleaned.ifPresent(changed::add);
        }
        return isChanged ? new SequenceElement(sequence.tag(), changed) : sequence;
    }

    private Optional<DataSet> item(DataSet item, Mode mode) {
        var type = item.string(Tags.ValueType).orElse("");
        var concept = item.item(Tags.ConceptNameCodeSequence).orElse(DataSet.empty());
        if (type.isEmpty()) {
            return Optional.of(cleaner.cleaned(item, mode));
        }
        var rule =
                context.rules()
                        .ofContentItem(
                                concept.string(Tags.CodeValue).orElse(""),
                                concept.string(Tags.CodingSchemeDesignator).orElse(""),
                                type,
                                byValueType(type));
        // An item may be left out unless its template requires it, which is not known: X/D is D.
        var choice = rule.prescription().choice(Requirement.UNKNOWN);
        if (choice == Choice.REMOVE) {
            values.removed(Tags.ConceptNameCodeSequence, rule.because() + ", the whole item");
            return Optional.empty();
        }
        return Optional.of(kept(item, rule, choice, mode));
    }

    private Rule byValueType(String type) {
        return switch (type) {
            case "TEXT" -> rule(Prescription.C, Cleaning.TEXT);
            case "PNAME" -> rule(Prescription.D, Cleaning.NONE);
            case "DATE", "TIME", "DATETIME" -> dates();
            case "UIDREF", "IMAGE", "COMPOSITE", "WAVEFORM" -> rule(Prescription.U, Cleaning.NONE);
            default -> rule(Prescription.K, Cleaning.NONE);
        };
    }

    private Rule dates() {
        if (context.has(ConfidentialityOption.RETAIN_FULL_DATES)) {
            return rule(Prescription.K, Cleaning.NONE);
        }
        return context.has(ConfidentialityOption.RETAIN_MODIFIED_DATES)
                ? rule(Prescription.C, Cleaning.DATES)
                : rule(Prescription.D, Cleaning.NONE);
    }

    private static Rule rule(Prescription prescription, Cleaning cleaning) {
        return new Rule(prescription, Prescription.D, cleaning, "by its value type");
    }

    private DataSet kept(DataSet item, Rule rule, Choice choice, Mode mode) {
        var builder = DataSetBuilder.within(item.characterSet());
        boolean isChanged = false;
        for (var element : item.elements()) {
            var tag = element.tag();
            if (tag.isPrivate() || !VALUES.contains(tag) || element.isEmpty()) {
                continue;
            }
            var value = value(element, rule, choice, mode);
            isChanged |= !DataSetCleaner.isSame(value, element);
            builder.set(value);
        }
        // The rest of the item, nested items among it, follows the rules of attributes.
        var rest = without(item, builder);
        var cleaned = cleaner.cleaned(rest, mode);
        if (!isChanged && DataSetCleaner.isSame(cleaned, rest)) {
            return item;
        }
        return builder.setAll(cleaned).build();
    }

    private static DataSet without(DataSet item, DataSetBuilder values) {
        var rest = DataSetBuilder.within(item.characterSet());
        for (var element : item.elements()) {
            if (!values.has(element.tag())) {
                rest.set(element);
            }
        }
        return rest.build();
    }

    private Element value(Element element, Rule rule, Choice choice, Mode mode) {
        var because = rule.because();
        if (element.vr() == VR.UI) {
            return choice == Choice.KEEP && context.has(ConfidentialityOption.RETAIN_UIDS)
                    ? element
                    : values.mapped(element, because);
        }
        boolean isDate = Set.of(VR.DA, VR.TM, VR.DT).contains(element.vr());
        boolean isKept = choice == Choice.KEEP && (isDate || mode != Mode.DUMMY);
        if (isKept) {
            return element instanceof SequenceElement sequence
                    ? cleaner.items(sequence, Mode.TEXT)
                    : element;
        }
        if (choice == Choice.CLEAN && isDate) {
            return values.shifted(element, because)
                    .orElseGet(() -> values.replaced(element, because));
        }
        if (choice == Choice.CLEAN && mode != Mode.DUMMY) {
            return values.cleanedText(element, because)
                    .orElseGet(() -> values.replaced(element, because));
        }
        return dummy(element, because);
    }

    private Element dummy(Element element, String because) {
        if (!(element instanceof SequenceElement sequence)) {
            return values.replaced(element, because);
        }
        if (!element.tag().equals(Tags.ConceptCodeSequence)) {
            return cleaner.items(sequence, Mode.DUMMY);
        }
        log.add(element.tag(), Action.REPLACED, because);
        var code =
                DataSet.builder()
                        .set(Tags.CodeValue, CODE)
                        .set(Tags.CodingSchemeDesignator, SCHEME)
                        .set(Tags.CodeMeaning, Dummies.TEXT)
                        .build();
        return new SequenceElement(element.tag(), List.of(code));
    }
}
