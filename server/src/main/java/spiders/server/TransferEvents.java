// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.archive.notification.AvailabilityNotices;
import spiders.dicom.data.UID;
import spiders.rcp.CaseEvents;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferListener;

/** Who is told of transfers: open pages of every step, destinations of what is whole. */
record TransferEvents(CaseEvents pages, AvailabilityNotices notices) implements TransferListener {

    @Override
    public void changed(Transfer transfer) {
        pages.changed(transfer);
    }

    @Override
    public void complete(UID studyInstanceUID) {
        notices.complete(studyInstanceUID);
    }
}
