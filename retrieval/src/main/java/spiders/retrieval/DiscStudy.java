// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.List;

/**
 * A study of a CD or stick that a person chose, as far as it is announced at once.
 *
 * @param series with the objects that are on the disc
 * @param reason why the identity is the patient's although it differs, in the person's words
 */
public record DiscStudy(
        UID studyInstanceUID, DiscIdentity identity, List<Series> series, String reason) {

    public DiscStudy {
        series = List.copyOf(series);
        reason = reason.strip();
    }

    /** A series of the disc, and its objects there. */
    public record Series(UID seriesInstanceUID, List<UID> objects) {

        public Series {
            objects = List.copyOf(objects);
        }
    }

    /** How many objects are announced. */
    public int objects() {
        return series.stream().mapToInt(one -> one.objects().size()).sum();
    }

    /** Without the traits, which are a patient's. */
    @Override
    public String toString() {
        return "DiscStudy[%s, %d objects]".formatted(studyInstanceUID.value(), objects());
    }
}
