// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** Holds a data set or an item against the types of its modules (PS3.5 section 7.4). */
final class ModuleCheck {

    private final DataSet root;
    private final Findings findings;

    ModuleCheck(DataSet root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    void check(Place place, DataSet item, ItemDefinition definition) {
        for (var use : definition.modules()) {
            if (binds(use, item, definition)) {
                for (var line : use.module().lines()) {
                    line(place, item, use.module(), line);
                }
            }
        }
    }

    /** Whether a module is mandatory, or there: it has an attribute that no other module has. */
    private boolean binds(ModuleUse use, DataSet item, ItemDefinition definition) {
        boolean isAsked =
                switch (use.usage()) {
                    case MANDATORY -> true;
                    case ORIGINAL_IMAGE ->
                            root.string(Tags.ImageType).filter("DERIVED"::equals).isEmpty();
                    case OTHER -> false;
                };
        return isAsked
                || use.module().lines().stream()
                        .anyMatch(line -> isItsOwn(line.tag(), item, definition));
    }

    private static boolean isItsOwn(Tag tag, DataSet item, ItemDefinition definition) {
        return !present(tag, item).isEmpty()
                && definition.attribute(tag).filter(rule -> rule.modules().size() == 1).isPresent();
    }

    private void line(Place place, DataSet item, IODModule module, IODModule.Line line) {
        for (var tag : tags(line.tag(), item)) {
            var element = item.element(tag);
            if (element.isEmpty()) {
                missing(place, item, module, line, tag);
            } else {
                present(place, item, module, line, element.get());
            }
        }
    }

    private void missing(
            Place place, DataSet item, IODModule module, IODModule.Line line, Tag tag) {
        if (isElsewhere(place, item, tag)) {
            return;
        }
        if (line.type().isRequired()) {
            findings.error(
                    Rule.MISSING,
                    place.path(tag),
                    "is missing, of type " + line.type(),
                    Sections.of(module));
        } else if (demand(item, module, line) == Demand.REQUIRED) {
            findings.error(
                    Rule.MISSING,
                    place.path(tag),
                    "is missing, of type " + line.type() + ", and its condition holds",
                    Sections.of(module));
        }
    }

    /** Whether a functional group is, or may be, shared or of each frame (PS3.3 C.7.6.16). */
    private boolean isElsewhere(Place place, DataSet item, Tag tag) {
        if (place.isSharedFunctionalGroup()) {
            return true;
        }
        return place.isFrameFunctionalGroup()
                && root.item(Tags.SharedFunctionalGroupsSequence)
                        .filter(shared -> shared.has(tag))
                        .isPresent()
                && !item.has(tag);
    }

    private void present(
            Place place, DataSet item, IODModule module, IODModule.Line line, Element element) {
        if (line.type().needsValue() && isBlank(element)) {
            findings.error(
                    Rule.EMPTY,
                    place.path(element.tag()),
                    "has no value, and is of type " + line.type(),
                    Sections.of(module));
        }
        if (demand(item, module, line) == Demand.FORBIDDEN) {
            findings.error(
                    Rule.NOT_ALLOWED,
                    place.path(element.tag()),
                    "is present, of type " + line.type() + ", and its condition does not hold",
                    Sections.of(module));
        }
        if (place.isFrameFunctionalGroup()
                && root.item(Tags.SharedFunctionalGroupsSequence)
                        .filter(shared -> shared.has(element.tag()))
                        .isPresent()) {
            findings.error(
                    Rule.NOT_ALLOWED,
                    place.path(element.tag()),
                    "is shared by all frames already",
                    "PS3.3 C.7.6.16.1.1");
        }
    }

    private Demand demand(DataSet item, IODModule module, IODModule.Line line) {
        return line.type().isConditional()
                ? Conditions.demand(module.name(), line.tag(), item, root)
                : Demand.UNDECIDED;
    }

    /** Whether there is no value, or nothing but padding. */
    static boolean isBlank(Element element) {
        if (element.isEmpty()) {
            return true;
        }
        return element instanceof ValueElement value
                && value.vr().isText()
                && value.strings().stream().allMatch(String::isBlank);
    }

    /** The tags that a line speaks of: those of each group that is there, for a repeating group. */
    private static List<Tag> tags(Tag tag, DataSet item) {
        return isRepeating(tag) ? groups(tag, item) : List.of(tag);
    }

    private static List<Tag> present(Tag tag, DataSet item) {
        if (isRepeating(tag)) {
            return groups(tag, item).stream().filter(item::has).toList();
        }
        return item.has(tag) ? List.of(tag) : List.of();
    }

    private static boolean isRepeating(Tag tag) {
        return tag.group() == 0x6000 || tag.group() == 0x5000;
    }

    private static List<Tag> groups(Tag tag, DataSet item) {
        var tags = new ArrayList<Tag>();
        int last = -1;
        for (var element : item) {
            int group = element.tag().group();
            if (group != last && (group & 0xFF01) == tag.group()) {
                tags.add(Tag.of(group, tag.element()));
                last = group;
            }
        }
        return tags;
    }
}
