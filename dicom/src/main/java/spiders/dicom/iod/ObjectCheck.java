// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.dictionary.Dictionary;

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

    void check(ItemDefinition definition) {
        walk(Place.ROOT, root, definition);
        PixelCheck.check(root, findings);
        CountCheck.checkFrames(root, findings);
    }

    // A data set nests DataSet.MAX_DEPTH deep at most, so the stack bears it.
    private void walk(Place place, DataSet item, ItemDefinition definition) {
        modules.check(place, item, definition);
        CountCheck.checkItem(place, item, findings);
        for (var element : item) {
            if (findings.isFull()) {
                return;
            }
            ElementCheck.check(place, item, element, findings);
            var rule = definition.attribute(element.tag());
            rule.ifPresent(known -> ValueCheck.check(place, element, known, findings));
            if (rule.isEmpty() && definition.isKnown() && Dictionary.isKnown(element.tag())) {
                beyond(place, element);
            }
            if (element instanceof SequenceElement sequence) {
                rule.ifPresent(known -> count(place, sequence, known));
                items(
                        place,
                        sequence,
                        rule.flatMap(AttributeRule::itemDefinition).orElse(ItemDefinition.UNKNOWN));
            }
        }
    }

    private void beyond(Place place, Element element) {
        findings.note(
                Rule.NOT_IN_IOD,
                place.path(element.tag()),
                place.isRoot() ? "is in no module of the IOD" : "is not defined for this item",
                "PS3.3 annex A");
    }

    /**
     * Counts items. A sequence without any is told as an empty value where its type forbids it; of
     * type 3 it has an item or is not there.
     */
    private void count(Place place, SequenceElement sequence, AttributeRule rule) {
        int count = sequence.items().size();
        boolean isAllowed =
                count == 0 ? rule.type() != AttributeType.TYPE_3 : rule.items().allows(count);
        if (!isAllowed) {
            findings.error(
                    Rule.ITEMS,
                    place.path(sequence.tag()),
                    "has %d items, and may have %s".formatted(count, rule.items()),
                    Sections.of(rule));
        }
    }

    private void items(Place place, SequenceElement sequence, ItemDefinition definition) {
        var items = sequence.items();
        for (int i = 0; i < items.size() && !findings.isFull(); i++) {
            walk(place.item(sequence.tag(), i + 1), items.get(i), definition);
        }
    }
}
