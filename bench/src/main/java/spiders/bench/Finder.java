// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;

import java.time.Duration;

/** An association that asks by C-FIND, of the Study Root. */
record Finder(Association association) implements AutoCloseable {

    private static final NetworkOptions OPTIONS =
            NetworkOptions.defaults().withAssociationTimeout(Duration.ofMinutes(1));

    static Finder open(RemoteNode node) {
        var request =
                AssociationRequest.forServices(
                        new AETitle(BenchHub.CALLER),
                        UIDs.StudyRootQueryRetrieveInformationModelFind);
        return new Finder(Association.open(node, request, OPTIONS));
    }

    /** Reads the matches up to a limit, and fails where there is none. */
    int find(DataSet identifier, int limit) {
        var outcome =
                association.find(
                        UIDs.StudyRootQueryRetrieveInformationModelFind,
                        identifier,
                        limit,
                        _ -> Proceed.CONTINUE);
        boolean isCut = outcome.limited() && outcome.status().isCancel();
        boolean isWhole = outcome.status().isSuccess() || isCut;
        if (outcome.matches() == 0 || !isWhole) {
            throw new IllegalStateException("C-FIND ended as " + outcome);
        }
        return outcome.matches();
    }

    @Override
    public void close() {
        association.close();
    }
}
