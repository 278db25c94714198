// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.List;

/** A sequence of items, each a data set of its own (PS3.5 section 7.5). */
public record SequenceElement(Tag tag, List<DataSet> items) implements Element {

    public SequenceElement {
        items = List.copyOf(items);
    }

    @Override
    public VR vr() {
        return VR.SQ;
    }

    @Override
    public boolean isEmpty() {
        return items.isEmpty();
    }

    /** Prints no value: it may be a patient's. */
    @Override
    public String toString() {
        return "%s SQ %d items".formatted(tag, items.size());
    }
}
