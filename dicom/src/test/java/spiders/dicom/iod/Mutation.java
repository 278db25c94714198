// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A fault put into one attribute of an object. */
record Mutation(Kind kind, AttributePath path, DataSet object) {

    enum Kind {
        REMOVED,
        EMPTIED,
        UNLISTED_VALUE,
        /** Another of the enumerated values: what depends on it no longer fits, or it does. */
        OTHER_VALUE,
        ONE_VALUE_TOO_MANY,
        TOO_LONG,
        WRONG_FORM,
        ONE_ITEM_TOO_MANY,
        BEYOND_THE_IOD
    }

    private static final int DEPTH = 3;

    /** Without these neither validator knows what the object is. */
    private static final Set<Tag> KEPT =
            Set.of(
                    Tags.SOPClassUID,
                    Tags.SOPInstanceUID,
                    Tags.SpecificCharacterSet,
                    Tags.PixelData);

    /** Returns up to so many faults of each kind, in attributes chosen by chance. */
    static List<Mutation> of(DataSet object, IOD iod, int ofEachKind, Random random) {
        var paths = new ArrayList<AttributePath>();
        paths(object, Place.ROOT, paths);
        var all = new ArrayList<Mutation>();
        for (var kind : Kind.values()) {
            Collections.shuffle(paths, random);
            paths.stream()
                    .flatMap(path ->
                            changed(object, path, kind, iod).stream()
                                    .map(changed -> new Mutation(kind, path, changed)))
                    .limit(ofEachKind)
                    .forEach(all::add);
        }
        return all;
    }

    private static void paths(DataSet item, Place place, List<AttributePath> paths) {
        for (var element : item) {
            if (element.tag().isPrivate() || KEPT.contains(element.tag())) {
                continue;
            }
            paths.add(place.path(element.tag()));
            if (element instanceof SequenceElement sequence
                    && place.steps().size() < DEPTH
                    && !sequence.items().isEmpty()) {
                paths(sequence.items().getFirst(), place.item(element.tag(), 1), paths);
            }
        }
    }

    private static Optional<DataSet> changed(
            DataSet object, AttributePath path, Kind kind, IOD iod) {
        var element = object.element(path).orElseThrow();
        var tag = path.tag();
        var vr = element.vr();
        return switch (kind) {
            case REMOVED -> Optional.of(Edit.remove(object, path));
            case EMPTIED ->
                    Optional.of(
                            Edit.set(
                                    object,
                                    path,
                                    vr == VR.SQ
                                            ? new SequenceElement(tag, List.of())
                                            : ValueElement.empty(tag, vr)));
            case UNLISTED_VALUE ->
                    iod.attribute(path)
                            .filter(rule -> vr == VR.CS && !rule.enumeratedValues().isEmpty())
                            .map(rule -> text(object, path, vr, "UNLISTED"));
            case OTHER_VALUE -> otherValue(object, path, iod);
            case ONE_VALUE_TOO_MANY ->
                    isSingle(element)
                            ? Optional.of(doubled(object, path, (ValueElement) element))
                            : Optional.empty();
            case TOO_LONG ->
                    vr == VR.CS || vr == VR.SH || vr == VR.AE
                            ? Optional.of(text(object, path, vr, "ABCDEFGHIJKLMNOPQRSTU"))
                            : Optional.empty();
            case WRONG_FORM -> wrongForm(vr).map(text -> text(object, path, vr, text));
            case ONE_ITEM_TOO_MANY -> oneMore(object, path, element, iod);
            case BEYOND_THE_IOD -> beyond(object, path, iod);
        };
    }

    private static Optional<DataSet> otherValue(DataSet object, AttributePath path, IOD iod) {
        if (!(object.element(path).orElseThrow() instanceof ValueElement value)
                || value.vr() != VR.CS) {
            return Optional.empty();
        }
        return iod.attribute(path).stream()
                .flatMap(rule -> rule.enumeratedValues().stream())
                .filter(other -> !other.equals(value.text()))
                .findFirst()
                .map(other -> text(object, path, VR.CS, other));
    }

    private static boolean isSingle(Element element) {
        return element instanceof ValueElement value
                && value.vr().isBackslashSeparated()
                && !value.isEmpty()
                && Dictionary.valueMultiplicity(element.tag()).filter("1"::equals).isPresent();
    }

    private static DataSet doubled(DataSet object, AttributePath path, ValueElement value) {
        return text(object, path, value.vr(), value.text() + "\\" + value.text());
    }

    private static Optional<String> wrongForm(VR vr) {
        return switch (vr) {
            case DA -> Optional.of("2026-01-02");
            case TM -> Optional.of("99");
            case DS -> Optional.of("ONE");
            case IS -> Optional.of("1.5");
            case UI -> Optional.of("1.2.x");
            case AS -> Optional.of("50");
            case CS -> Optional.of("lower");
            default -> Optional.empty();
        };
    }

    private static Optional<DataSet> oneMore(
            DataSet object, AttributePath path, Element element, IOD iod) {
        boolean isLimited = iod.attribute(path).filter(rule -> rule.items().max() == 1).isPresent();
        if (!(element instanceof SequenceElement sequence)
                || !isLimited
                || sequence.items().isEmpty()) {
            return Optional.empty();
        }
        var items = new ArrayList<>(sequence.items());
        items.add(items.getFirst());
        return Optional.of(Edit.set(object, path, new SequenceElement(path.tag(), items)));
    }

    /** Adds an attribute of another IOD beside this one. */
    private static Optional<DataSet> beyond(DataSet object, AttributePath path, IOD iod) {
        var other = new AttributePath(path.steps(), Tags.HangingProtocolName);
        return iod.attribute(other).isPresent()
                ? Optional.empty()
                : Optional.of(text(object, other, VR.SH, "A"));
    }

    private static DataSet text(DataSet object, AttributePath path, VR vr, String text) {
        var element = ValueElement.text(path.tag(), vr, text, SpecificCharacterSet.ASCII);
        return Edit.set(object, path, element);
    }
}
