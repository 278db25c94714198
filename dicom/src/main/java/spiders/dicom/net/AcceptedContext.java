// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;

/** A presentation context both sides agreed on. */
public record AcceptedContext(
        int id, UID abstractSyntax, TransferSyntax transferSyntax, Role role) {}
