// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

/** Told of each pending response of a C-MOVE or C-GET, on the thread that asked. */
@FunctionalInterface
public interface RetrieveListener {

    /** Listens to nothing, and never cancels. */
    RetrieveListener NONE = counts -> Proceed.CONTINUE;

    Proceed progressed(SubOperations counts);
}
