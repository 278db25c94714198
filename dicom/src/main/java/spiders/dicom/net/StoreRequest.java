// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

/**
 * A C-STORE as announced by its command; the data set may say otherwise, and whoever keeps it
 * compares.
 *
 * @param sopClassUID Affected SOP Class UID
 * @param sopInstanceUID Affected SOP Instance UID
 * @param transferSyntax what was agreed for the presentation context, so the data set's encoding
 */
public record StoreRequest(
        Peer peer,
        UID sopClassUID,
        UID sopInstanceUID,
        TransferSyntax transferSyntax,
        StoreOrigin origin) {}
