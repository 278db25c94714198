// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

/**
 * An object of the archive.
 *
 * @param length bytes of the data set as received, without preamble and file meta information
 * @param sha256 SHA-256 of those bytes, 64 lower-case hexadecimal digits
 */
public record StoredInstance(
        UID studyInstanceUID,
        UID seriesInstanceUID,
        UID sopClassUID,
        UID sopInstanceUID,
        TransferSyntax transferSyntax,
        long length,
        String sha256) {}
