// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import spiders.dicom.data.UID;

import java.util.Optional;

/**
 * An instance that a source says it has.
 *
 * @param sopClass its SOP Class UID as text; "" where the source does not say
 */
public record ListedInstance(UID sopInstanceUID, UID seriesInstanceUID, String sopClass) {

    public Optional<UID> sopClassUID() {
        return UID.isValid(sopClass) ? Optional.of(new UID(sopClass)) : Optional.empty();
    }
}
