// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.Tag;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a data set, or an item of a sequence, may and must hold: its modules or macros. */
public final class ItemDefinition {

    /** Nothing is known: of an unknown SOP Class, or of items that the tables do not describe. */
    static final ItemDefinition UNKNOWN = new ItemDefinition(List.of());

    private final List<ModuleUse> uses;
    private final Map<Tag, AttributeRule> rules = new TreeMap<>();

    ItemDefinition(List<ModuleUse> uses) {
        this.uses = List.copyOf(uses);
        var modules = new HashMap<Tag, Set<IODModule>>();
        var lines = new HashMap<Tag, List<IODModule.Line>>();
        for (var use : uses) {
            for (var line : use.module().lines()) {
                modules.computeIfAbsent(line.tag(), tag -> new LinkedHashSet<>()).add(use.module());
                lines.computeIfAbsent(line.tag(), tag -> new ArrayList<>()).add(line);
            }
        }
        lines.forEach((tag, own) ->
                rules.put(
                        tag,
                        new AttributeRule(
                                List.copyOf(modules.getOrDefault(tag, Set.of())), own, this)));
    }

    boolean isKnown() {
        return !uses.isEmpty();
    }

    /** The modules, in the order of PS3.3. */
    public List<ModuleUse> modules() {
        return uses;
    }

    /** The attributes of all modules, in the order of their tags. */
    public List<AttributeRule> attributes() {
        return List.copyOf(rules.values());
    }

    /** Returns what is said of an attribute; empty if no module has it. */
    public Optional<AttributeRule> attribute(Tag tag) {
        return Optional.ofNullable(rules.get(general(tag)));
    }

    /** The tag that the tables have for a repeating group: (60xx,eeee) is (6000,eeee) there. */
    static Tag general(Tag tag) {
        int family = tag.group() & 0xFF00;
        return (family == 0x6000 || family == 0x5000) && !tag.isPrivate()
                ? Tag.of(family, tag.element())
                : tag;
    }
}
