// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import spiders.dicom.data.UID;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/**
 * What was ordered.
 *
 * @param authority the domain of the patient identifier at the source
 * @param claimed NumberOfStudyRelatedInstances when it was ordered; 0 where the source did not say
 */
public record TransferOrder(
        UUID id,
        PatientKey patient,
        UID studyInstanceUID,
        String source,
        String authority,
        int claimed,
        Purpose purpose,
        UserName by,
        Instant at) {}
