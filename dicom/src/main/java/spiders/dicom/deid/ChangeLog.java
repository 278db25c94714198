// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.Tag;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Writes down changes on the way through an object, and knows where in it the way is. */
final class ChangeLog {

    /** Changes beyond this are counted, not listed: an object may have millions of items. */
    static final int LIMIT = 100_000;

    private final List<Change> changes = new ArrayList<>(64);
    private final List<AttributePath.Step> steps = new ArrayList<>();
    private final List<Tag> sequences = new ArrayList<>();
    private final List<Tag> sequencesView = Collections.unmodifiableList(sequences);
    private long unlisted;

    void enter(Tag sequence, int item) {
        steps.add(new AttributePath.Step(sequence, item));
        sequences.add(sequence);
    }

    void leave() {
        steps.removeLast();
        sequences.removeLast();
    }

    /** The sequences entered, outermost first; changes as the way goes on. */
    List<Tag> sequences() {
        return sequencesView;
    }

    boolean isTopLevel() {
        return steps.isEmpty();
    }

    void add(Tag tag, Action action, String because) {
        if (changes.size() < LIMIT) {
            changes.add(new Change(new AttributePath(steps, tag), action, because));
        } else {
            unlisted++;
        }
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    long unlisted() {
        return unlisted;
    }
}
