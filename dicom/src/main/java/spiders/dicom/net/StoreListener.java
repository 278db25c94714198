// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Told how each instance of {@link Association#storeAll} ended, on the thread that stores. */
@FunctionalInterface
public interface StoreListener {

    /**
     * Returns whether further instances are to be sent; those on their way are still answered.
     *
     * @param status the node's; SOP class not supported (0122) with a comment of ours when no
     *     context was agreed for the instance, which then was not sent
     */
    Proceed stored(StorableInstance instance, Status status);
}
