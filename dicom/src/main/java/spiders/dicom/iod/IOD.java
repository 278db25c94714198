// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An Information Object Definition: what an object of a storage SOP Class holds (PS3.3 annex A).
 *
 * <p>Read from a table when first asked; asking is safe from any thread.
 *
 * @param name of the SOP Class, as a keyword: {@code CTImageStorage}
 */
public record IOD(UID sopClass, String name, ItemDefinition definition) {

    /** Returns the definition of a SOP Class; empty if it is not one that is known here. */
    public static Optional<IOD> of(UID sopClass) {
        return IODTable.standard().iod(sopClass);
    }

    /** The SOP Classes whose definitions are known. */
    public static List<UID> sopClasses() {
        return IODTable.standard().sopClasses();
    }

    /** Returns the strictest type that the modules give an attribute; empty if none has it. */
    public static Optional<AttributeType> typeOf(UID sopClass, AttributePath path) {
        return of(sopClass).flatMap(iod -> iod.attribute(path)).map(AttributeRule::type);
    }

    /** Returns what is said of the attribute at a path, whatever the numbers of its items. */
    public Optional<AttributeRule> attribute(AttributePath path) {
        var tags = new ArrayList<Tag>();
        path.steps().forEach(step -> tags.add(step.sequence()));
        tags.add(path.tag());
        return attribute(tags);
    }

    /** Returns what is said of the last of these tags, within the sequences before it. */
    public Optional<AttributeRule> attribute(List<Tag> tags) {
        Optional<ItemDefinition> items = Optional.of(definition);
        for (var sequence : tags.subList(0, tags.size() - 1)) {
            items =
                    items.flatMap(item -> item.attribute(sequence))
                            .flatMap(AttributeRule::itemDefinition);
        }
        return items.flatMap(item -> item.attribute(tags.getLast()));
    }
}
