// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.deid.DataSetCleaner.Mode;
import spiders.dicom.dictionary.Tags;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes private attributes but those known to be safe (PS3.15 section E.3.10): by the list, or by
 * what the object declares in (0008,0300) Private Data Element Characteristics Sequence.
 *
 * <p>A safe attribute is treated by its VR as a standard one would be: UIDs are mapped, dates
 * follow the options, text loses the names and identifiers of the object.
 */
final class PrivateAttributes {

    private static final String REMOVED = "E.1-1 X";
    private static final String NOT_SAFE = "E.1-1 C (Retain Safe Private Option), not safe";
    private static final String DECLARED = "Deidentification Action (0008,0307)";

    private final ObjectContext context;
    private final DataSetCleaner cleaner;
    private final ValueCleaner values;
    private final boolean retainsSafe;
    private final Map<Block, Declaration> declarations = new HashMap<>();

    PrivateAttributes(
            ObjectContext context, DataSetCleaner cleaner, ValueCleaner values, DataSet object) {
        this.context = context;
        this.cleaner = cleaner;
        this.values = values;
        this.retainsSafe = context.has(ConfidentialityOption.RETAIN_SAFE_PRIVATE);
        if (retainsSafe && context.settings().risk().trustsPrivateDeclaration()) {
            object.items(Tags.PrivateDataElementCharacteristicsSequence).forEach(this::declare);
        }
    }

    private record Block(int group, String creator) {}

    /**
     * What an object says of a block: all of it is safe, some elements are, some have an action.
     */
    private record Declaration(
            boolean isSafe, Set<Integer> safe, Map<Integer, Prescription> actions) {}

    private void declare(DataSet item) {
        var creator = item.string(Tags.PrivateCreatorReference).orElse("");
        var group = item.integer(Tags.PrivateGroupReference);
        if (creator.isEmpty() || group.isEmpty()) {
            return;
        }
        var safe = new HashSet<Integer>();
        for (int element : item.integers(Tags.NonidentifyingPrivateElements)) {
            safe.add(element & 0xFF);
        }
        var actions = new HashMap<Integer, Prescription>();
        for (var action : item.items(Tags.DeidentificationActionSequence)) {
            var code = action.string(Tags.DeidentificationAction).orElse("X");
            var prescription =
                    Set.of("D", "Z", "X", "U").contains(code)
                            ? Prescription.of(code)
                            : Prescription.X;
            for (int element : action.integers(Tags.IdentifyingPrivateElements)) {
                actions.put(element & 0xFF, prescription);
            }
        }
        boolean isSafe =
                item.string(Tags.BlockIdentifyingInformationStatus)
                        .filter("SAFE"::equals)
                        .isPresent();
        declarations.put(
                new Block(group.getAsInt(), creator), new Declaration(isSafe, safe, actions));
    }

    /**
     * Adds what stays of a private element to a data set; returns whether that is not all of it.
     */
    boolean isRemoved(DataSet dataSet, Element element, DataSetBuilder builder) {
        var tag = element.tag();
        var kept =
                !retainsSafe
                        ? values.removed(tag, REMOVED)
                        : tag.isPrivateCreator()
                                ? creator(dataSet, element)
                                : kept(dataSet, element);
        kept.ifPresent(builder::set);
        return kept.isEmpty() || !DataSetCleaner.isSame(kept.get(), element);
    }

    /** A creator stays if something of its block does. */
    private Optional<Element> creator(DataSet dataSet, Element creator) {
        int group = creator.tag().group();
        int block = creator.tag().element();
        for (var element : dataSet.elements()) {
            var tag = element.tag();
            if (tag.group() == group
                    && tag.element() >>> 8 == block
                    && fate(dataSet, tag).stays()) {
                return Optional.of(creator);
            }
        }
        return values.removed(creator.tag(), NOT_SAFE);
    }

    /** What becomes of an element: what is prescribed, and the VR it is known to have. */
    private record Fate(Prescription prescription, VR vr) {

        static final Fate REMOVED = new Fate(Prescription.X, VR.UN);

        boolean stays() {
            return prescription != Prescription.X;
        }
    }

    private Fate fate(DataSet dataSet, Tag tag) {
        int block = tag.element() >>> 8;
        var creator = dataSet.string(Tag.of(tag.group(), block)).orElse("");
        if (block < 0x10 || creator.isEmpty()) {
            return Fate.REMOVED;
        }
        int element = tag.element() & 0xFF;
        var declaration = declarations.get(new Block(tag.group(), creator));
        var action = declaration == null ? null : declaration.actions().get(element);
        if (action != null) {
            return new Fate(action, VR.UN);
        }
        var listed = context.settings().safePrivate().vr(creator, tag.group(), element);
        if (listed.isPresent()) {
            return new Fate(Prescription.K, listed.get());
        }
        boolean isDeclared =
                declaration != null
                        && (declaration.isSafe() || declaration.safe().contains(element));
        return isDeclared ? new Fate(Prescription.K, VR.UN) : Fate.REMOVED;
    }

    private Optional<Element> kept(DataSet dataSet, Element element) {
        var tag = element.tag();
        var fate = fate(dataSet, tag);
        return switch (fate.prescription()) {
            case X -> values.removed(tag, NOT_SAFE);
            case Z -> Optional.of(values.emptied(element, DECLARED));
            case D ->
                    element instanceof SequenceElement sequence
                            ? Optional.of(cleaner.items(sequence, Mode.DUMMY))
                            : dummy(element);
            case U -> element.vr() == VR.UI ? uid(element) : values.removed(tag, DECLARED);
            case K, C, Z_D, X_Z, X_D, X_Z_D, X_Z_U -> byVR(element, fate.vr());
        };
    }

    private Optional<Element> dummy(Element element) {
        return element.vr() == VR.UI
                ? uid(element)
                : Optional.of(values.replaced(element, DECLARED));
    }

    /**
     * Reads values whose VR was lost on the way as the list knows them, so that they are judged.
     */
    private static Element known(Element element, VR listed) {
        boolean isLost =
                element.vr() == VR.UN
                        && element instanceof ValueElement
                        && (listed.isText() || listed.isBinaryNumber());
        if (!isLost || !(element instanceof ValueElement value)) {
            return element;
        }
        var bytes = value.bytes().toArray();
        return ValueElement.wrap(
                element.tag().code(), listed, bytes, 0, bytes.length, value.characterSet());
    }

    private Optional<Element> byVR(Element received, VR listed) {
        var element = known(received, listed);
        var tag = element.tag();
        if (element.isEmpty()) {
            return Optional.of(element);
        }
        // A sequence that came as bytes of VR UN may hold anything.
        boolean isUnread = listed == VR.SQ && !(element instanceof SequenceElement);
        if (isUnread || !ValueCleaner.isOfItsForm(element)) {
            return values.removed(tag, "not of its VR");
        }
        return switch (element.vr()) {
            case SQ ->
                    element instanceof SequenceElement sequence
                            ? Optional.of(cleaner.items(sequence, Mode.NORMAL))
                            : values.removed(tag, NOT_SAFE);
            case PN, UR -> values.removed(tag, "by its VR");
            case UI -> uid(element);
            case DA, DT, TM -> date(element);
            case LO, LT, SH, ST, UC, UT -> {
                var cleaned = values.withoutIdentities(element);
                yield cleaned.isPresent() ? cleaned : values.removed(tag, "nothing left");
            }
            case CS -> Optional.of(values.coded(element));
            case AE, AS, AT, DS, FD, FL, IS, OB, OD, OF, OL, OV, OW, SL, SS, SV, UL, UN, US, UV ->
                    Optional.of(element);
        };
    }

    private Optional<Element> uid(Element element) {
        return Optional.of(
                context.has(ConfidentialityOption.RETAIN_UIDS)
                        ? element
                        : values.mapped(element, "by its VR"));
    }

    private Optional<Element> date(Element element) {
        if (context.has(ConfidentialityOption.RETAIN_FULL_DATES)) {
            return Optional.of(element);
        }
        var shifted =
                context.has(ConfidentialityOption.RETAIN_MODIFIED_DATES)
                        ? values.shifted(element, "by its VR")
                        : Optional.<Element>empty();
        return shifted.isPresent() ? shifted : values.removed(element.tag(), "by its VR");
    }
}
