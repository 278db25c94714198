// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.util.UUID;

/**
 * Objects of a study that are not to be used.
 *
 * @param madeBy the person here, or the origin of the rejection note
 * @param objects how many of them were here
 */
public record Rejection(
        UUID id,
        UID study,
        RejectionReason reason,
        String madeBy,
        Instant madeAt,
        int objects,
        boolean isRevoked) {}
