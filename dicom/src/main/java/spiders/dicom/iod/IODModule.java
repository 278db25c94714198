// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.Tag;

import java.util.List;

/** A module, or a macro: attributes that PS3.3 defines together (PS3.3 annex C). */
public final class IODModule {

    private final String name;
    private final String section;
    private final List<Line> lines;

    /**
     * An attribute as the module's table has it.
     *
     * @param nested the modules of its items, as the resource names them; empty if it has none
     */
    record Line(
            Tag tag,
            AttributeType type,
            ItemCount items,
            List<AllowedValues> values,
            String nested) {}

    IODModule(String name, String section, List<Line> lines) {
        this.name = name;
        this.section = section;
        this.lines = List.copyOf(lines);
    }

    /** As one word, {@code GeneralSeries}. */
    public String name() {
        return name;
    }

    /** Where PS3.3 defines it, {@code C.7.3.1}; empty where that is not known here. */
    public String section() {
        return section;
    }

    List<Line> lines() {
        return lines;
    }

    /** The name, and the section if it is known. */
    public String title() {
        return section.isEmpty() ? name : name + ", PS3.3 " + section;
    }

    @Override
    public String toString() {
        return title();
    }
}
