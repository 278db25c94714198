// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.Tag;

import java.util.List;
import java.util.Optional;

/** What an IOD, or the definition of an item, says of one attribute: all its modules together. */
public final class AttributeRule {

    private final Tag tag;
    private final AttributeType type;
    private final ItemCount items;
    private final List<AllowedValues> values;
    private final List<IODModule> modules;
    private final ItemDefinition owner;
    private final List<String> nested;

    /** Made of the lines of its modules, of which there is one at least. */
    AttributeRule(List<IODModule> modules, List<IODModule.Line> lines, ItemDefinition owner) {
        this.tag = lines.getFirst().tag();
        this.modules = List.copyOf(modules);
        this.owner = owner;
        this.type =
                lines.stream()
                        .map(IODModule.Line::type)
                        .reduce(AttributeType::and)
                        .orElse(AttributeType.TYPE_3);
        this.items =
                lines.stream()
                        .map(IODModule.Line::items)
                        .reduce(ItemCount::and)
                        .orElse(ItemCount.ANY);
        this.values = lines.stream().flatMap(line -> line.values().stream()).distinct().toList();
        this.nested = lines.stream().map(IODModule.Line::nested).distinct().toList();
    }

    public Tag tag() {
        return tag;
    }

    /** The strictest type over the modules, among them those that the object may not have. */
    public AttributeType type() {
        return type;
    }

    /** How many items a sequence may have. */
    public ItemCount items() {
        return items;
    }

    /** Enumerated values and defined terms; empty if any value will do. */
    public List<AllowedValues> values() {
        return values;
    }

    /** The modules, or macros, that define it. */
    public List<IODModule> modules() {
        return modules;
    }

    /** The enumerated values of the first value; empty if there are none. */
    public List<String> enumeratedValues() {
        return values.stream()
                .filter(rule -> rule.isEnumerated() && rule.concerns(1))
                .findFirst()
                .map(AllowedValues::values)
                .orElse(List.of());
    }

    /** What the items of a sequence hold; empty if nothing is known of them. */
    public Optional<ItemDefinition> itemDefinition() {
        return IODTable.standard().nested(nested, owner);
    }
}
