// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

/**
 * An instance that can be sent: what to announce, and where its bytes are.
 *
 * @param transferSyntax the encoding of what {@code source} opens
 * @param source opens the data set without preamble and file meta information
 */
public record StorableInstance(
        UID sopClassUID, UID sopInstanceUID, TransferSyntax transferSyntax, DataSetSource source) {}
