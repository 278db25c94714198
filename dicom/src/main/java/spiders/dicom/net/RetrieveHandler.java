// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.List;
import java.util.Optional;

/** Answers C-MOVE and C-GET: says which instances, and where a destination is. */
public interface RetrieveHandler {

    /**
     * Returns the instances the keys ask for; none is a success without sub-operations.
     *
     * @throws OperationRefusedException answered with its status; any other unchecked exception is
     *     answered as {@link Status#CANNOT_CALCULATE_MATCHES}
     */
    List<StorableInstance> instances(RetrieveRequest request);

    /** Where a C-MOVE destination is reached; empty is answered as destination unknown (A801). */
    Optional<RemoteNode> destination(RetrieveRequest request, AETitle destination);

    /**
     * The same instance in other encodings, the best first, for where its own was not agreed to.
     * Nothing is opened before one of them is sent.
     */
    default List<StorableInstance> otherwise(StorableInstance instance) {
        return List.of();
    }

    /**
     * Hears how a request ended for the instances that it asked for; not called where there were
     * none, or where the association was lost before the end.
     */
    default void ended(
            RetrieveRequest request, List<StorableInstance> instances, RetrieveOutcome outcome) {}
}
