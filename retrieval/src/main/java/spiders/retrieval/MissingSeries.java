// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

import java.util.List;

/** What of one series is not here, by name. */
public record MissingSeries(UID seriesInstanceUID, List<UID> sopInstanceUIDs) {

    public MissingSeries {
        sopInstanceUIDs = List.copyOf(sopInstanceUIDs);
    }
}
