// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.archive.ViewGrants;
import spiders.retrieval.Transfers;
import spiders.security.AccessPolicy;
import spiders.security.Emergency;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.SharingPurpose;

/** Ends what goes on when the right to it ends: views of images, and transfers on their way. */
record Stops(ViewGrants grants, Transfers transfers) {

    void objected(PatientKey patient, SharingPurpose purpose) {
        if (AccessPolicy.blockedBy(Permission.VIEW_IMAGES).contains(purpose)) {
            grants.end(patient);
        }
        if (AccessPolicy.blockedBy(Permission.ORDER_TRANSFER).contains(purpose)) {
            transfers.stop(patient);
        }
    }

    void ended(Emergency emergency) {
        grants.end(emergency.account(), emergency.purpose());
    }
}
