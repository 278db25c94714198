// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.dictionary.Dictionary;

import java.util.Optional;

/** Walks one object from its data set to its deepest item. */
final class ObjectCheck {

    private final Findings findings;
    private final DataSet root;
    private final ModuleCheck modules;

    ObjectCheck(DataSet root, Findings findings) {
        this.findings = findings;
        this.root = root;
        this.modules = new ModuleCheck(root, findings);
    }

    void check(Optional<ItemDefinition> definition) {
        walk(Place.ROOT, root, definition);
        PixelCheck.check(root, findings);
        CountCheck.checkFrames(root, findings);
    }

    // A data set nests DataSet.MAX_DEPTH deep at most, so the stack bears it.
    private void walk(Place place, DataSet item, Optional<ItemDefinition> definition) {
        definition.ifPresent(known -> modules.check(place, item, known));
        CountCheck.checkItem(place, item, findings);
        for (var element : item) {
            if (findings.isFull()) {
                return;
            }
            element(place, item, element, definition);
        }
    }

    private void element(
            Place place, DataSet item, Element element, Optional<ItemDefinition> definition) {
        var tag = element.tag();
        var rule = definition.flatMap(known -> known.attribute(tag));
        ElementCheck.check(place, item, element, findings);
        rule.ifPresent(known -> ValueCheck.check(place, element, known, findings));
        if (rule.isEmpty() && definition.isPresent() && isOfTheStandard(element)) {
            findings.note(
                    Rule.NOT_IN_IOD,
                    place.path(tag),
                    place.isRoot() ? "is in no module of the IOD" : "is not defined for this item",
                    "PS3.3 annex A");
        }
        if (element instanceof SequenceElement sequence) {
            sequence(place, sequence, rule);
        }
    }

    private static boolean isOfTheStandard(Element element) {
        var tag = element.tag();
        return !tag.isPrivate() && Dictionary.isKnown(tag);
    }

    /**
     * Whether a sequence may have so many items. One without any is told as an empty value where
     * its type forbids it; of type 3 it has an item or is not there.
     */
    private static boolean mayHave(AttributeRule rule, int count) {
        return count == 0
                ? rule.type() != AttributeType.TYPE_3
                : rule.items().allows(count);
    }

    private void sequence(Place place, SequenceElement sequence, Optional<AttributeRule> rule) {
        int count = sequence.items().size();
        rule.filter(known -> !mayHave(known, count))
                .ifPresent(
                        known ->
                                findings.error(
                                        Rule.ITEMS,
                                        place.path(sequence.tag()),
                                        "has %d items, and may have %s"
                                                .formatted(count, known.items()),
                                        Sections.of(known)));
        var definition = rule.flatMap(AttributeRule::itemDefinition);
        for (int i = 0; i < count && !findings.isFull(); i++) {
            walk(place.item(sequence.tag(), i + 1), sequence.items().get(i), definition);
        }
    }
}
