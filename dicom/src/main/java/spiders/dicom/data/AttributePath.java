// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where an element stands: the items entered on the way down, then its tag.
 *
 * <p>As text {@code 00880200/1/7FE00010}: items are numbered from 1, as PS3.3 does.
 */
public record AttributePath(List<Step> steps, Tag tag) {

    /** One item of one sequence; the first item is number 1. */
    public record Step(Tag sequence, int item) {

        public Step {
            if (item < 1) {
                throw new IllegalArgumentException("Items are numbered from 1, not " + item);
            }
        }
    }

    public AttributePath {
        steps = List.copyOf(steps);
    }

    public static AttributePath of(Tag tag) {
        return new AttributePath(List.of(), tag);
    }

    /** Parses what {@link #toString} wrote; anything else is refused. */
    public static AttributePath parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length % 2 == 0 || parts.length > 2 * DataSet.MAX_DEPTH + 1) {
            throw new IllegalArgumentException("Not the path of an attribute");
        }
        var steps = new ArrayList<Step>();
        for (int i = 0; i + 1 < parts.length; i += 2) {
            steps.add(new Step(Tag.parse(parts[i]), Integer.parseInt(parts[i + 1])));
        }
        return new AttributePath(steps, Tag.parse(parts[parts.length - 1]));
    }

    /** Returns the path of an element within an item of the sequence at this path. */
    public AttributePath child(int item, Tag tag) {
        var deeper = new ArrayList<>(steps);
        deeper.add(new Step(this.tag, item));
        return new AttributePath(deeper, tag);
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step.sequence().hex() + "/" + step.item() + "/")
                .collect(Collectors.joining("", "", tag.hex()));
    }
}
