// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.EchoHandler;
import spiders.dicom.net.QueryOptions;
import spiders.dicom.net.StorageClasses;

import java.util.Set;

/** Everything the archive answers on the DICOM ports. */
public record DimseServices(
        StorageProvider storage,
        QueryProvider query,
        RetrieveProvider retrieve,
        CommitmentProvider commitment) {

    /** Relational queries, fuzzy names, and dates with their times as one range, for who asks. */
    public static final QueryOptions QUERY_OPTIONS = new QueryOptions(true, true, true, false);

    /** Provided by DIMSE-N. */
    public static final Set<UID> NORMALIZED = Set.of(UIDs.StorageCommitmentPushModel);

    /** Has a server answer C-ECHO to whoever it lets in, and the rest to who may. */
    public AssociationServer.Builder serve(AssociationServer.Builder server) {
        return server.echoing(EchoHandler.ALWAYS)
                .storing(StorageClasses::isStandard, storage)
                .finding(query)
                .retrieving(retrieve)
                .queryOptions(QUERY_OPTIONS)
                .providing(NORMALIZED, commitment);
    }
}
