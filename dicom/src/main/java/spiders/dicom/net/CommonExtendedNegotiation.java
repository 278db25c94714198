// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;

import java.util.List;

/**
 * SOP Class Common Extended Negotiation (PS3.7 section D.3.3.6): to which service a class belongs
 * that the other side may not know, and which known classes it specialises.
 *
 * @param serviceClassUID such as Storage Service Class, 1.2.840.10008.4.2
 * @param relatedGeneralSOPClassUIDs general classes whose instances these also are
 */
public record CommonExtendedNegotiation(
        UID sopClassUID, UID serviceClassUID, List<UID> relatedGeneralSOPClassUIDs) {

    public CommonExtendedNegotiation {
        relatedGeneralSOPClassUIDs = List.copyOf(relatedGeneralSOPClassUIDs);
    }
}
