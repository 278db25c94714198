// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;

/**
 * Told how a transfer goes on, at most a few times a second and at every change of state; called on
 * the transfer's own thread, and must not block it.
 */
@FunctionalInterface
public interface TransferListener {

    void changed(Transfer transfer);

    /**
     * Everything that the source lists of a study is in the archive. Told before the transfer is
     * marked as verified, and again where a stop comes in between: what is made durable here is not
     * lost.
     */
    default void complete(UID studyInstanceUID) {}
}
