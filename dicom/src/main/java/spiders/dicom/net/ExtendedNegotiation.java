// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.UID;

/**
 * SOP Class Extended Negotiation of one class (PS3.7 section D.3.3.5).
 *
 * @param information the Service-class-application-information, whose meaning the service defines:
 *     {@link QueryOptions} for query and retrieve
 */
public record ExtendedNegotiation(UID sopClassUID, Bytes information) {}
