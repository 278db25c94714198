// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.iod.IOD;

import java.util.List;

/** Tells how the IOD of a SOP Class requires an attribute. */
@FunctionalInterface
public interface AttributeTypes {

    /**
     * Returns what the IOD requires.
     *
     * @param sequences the sequences that are entered on the way to the attribute, outermost first
     */
    Requirement of(UID sopClass, List<Tag> sequences, Tag tag);

    /** As the IODs of PS3.3 have it, that {@link IOD} knows. */
    static AttributeTypes standard() {
        return StandardTypes::requirement;
    }

    /** Knows no IOD: every choice is then the one that is valid whatever the type. */
    static AttributeTypes unknown() {
        return (_, _, _) -> Requirement.UNKNOWN;
    }
}
