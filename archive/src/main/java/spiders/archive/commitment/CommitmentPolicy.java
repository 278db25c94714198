// SPDX-License-Identifier: Apache-2.0
package spiders.archive.commitment;

import spiders.archive.delivery.DeliveryWaits;

/**
 * How reports of storage commitment are given.
 *
 * @param readsBytes whether each object is read and held against its digest, not only its length
 * @param waits between attempts
 */
public record CommitmentPolicy(boolean readsBytes, DeliveryWaits waits) {

    /** By length, with the standard waits. */
    public static CommitmentPolicy standard() {
        return new CommitmentPolicy(false, DeliveryWaits.standard());
    }

    /** The same, reading every object. */
    public CommitmentPolicy readingBytes(boolean value) {
        return new CommitmentPolicy(value, waits);
    }
}
