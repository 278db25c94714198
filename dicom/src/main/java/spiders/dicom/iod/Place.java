// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.AttributePath.Step;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.List;

/** Where a data set stands in an object: the items on the way to it, none for the object itself. */
record Place(List<Step> steps) {

    static final Place ROOT = new Place(List.of());

    Place item(Tag sequence, int number) {
        var deeper = new ArrayList<>(steps);
        deeper.add(new Step(sequence, number));
        return new Place(List.copyOf(deeper));
    }

    AttributePath path(Tag tag) {
        return new AttributePath(steps, tag);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    boolean isSharedFunctionalGroup() {
        return isItemOf(Tags.SharedFunctionalGroupsSequence);
    }

    boolean isFrameFunctionalGroup() {
        return isItemOf(Tags.PerFrameFunctionalGroupsSequence);
    }

    private boolean isItemOf(Tag sequence) {
        return steps.size() == 1 && steps.getFirst().sequence().equals(sequence);
    }
}
