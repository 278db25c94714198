// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.iod.AttributeType;
import spiders.dicom.iod.IOD;

import java.util.ArrayList;
import java.util.List;

/** Asks the IODs of PS3.3. */
final class StandardTypes {

    private StandardTypes() {}

    static Requirement requirement(UID sopClass, List<Tag> sequences, Tag tag) {
        var iod = IOD.of(sopClass);
        if (iod.isEmpty()) {
            return Requirement.UNKNOWN;
        }
        var path = new ArrayList<>(sequences);
        path.add(tag);
        return iod.get()
                .attribute(path)
                .map(rule -> requirement(rule.type()))
                .orElse(Requirement.NOT_IN_IOD);
    }

    /** An attribute that is there although its condition is not known stays as if it held. */
    private static Requirement requirement(AttributeType type) {
        return switch (type) {
            case TYPE_1, TYPE_1C -> Requirement.VALUE;
            case TYPE_2, TYPE_2C -> Requirement.PRESENCE;
            case TYPE_3 -> Requirement.OPTIONAL;
        };
    }
}
