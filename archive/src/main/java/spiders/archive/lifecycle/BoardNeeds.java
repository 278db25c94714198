// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** What boards need of the archive; asked before anything is removed. */
@FunctionalInterface
public interface BoardNeeds {

    /**
     * What boards say of a study that was brought for them.
     *
     * @param over when the last of its sessions is over: to come, where one is to come
     * @param objects how many objects were brought; more than these are not the boards' alone
     */
    record Need(Instant over, int objects) {}

    /** Those of the studies that were brought for boards. */
    Map<UID, Need> of(Collection<UID> studies);
}
