// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.UID;

import java.util.Set;

/**
 * What is done with objects whose pixels or documents may identify, where no rule cleans them.
 *
 * @param trustsDeclaration whether (0028,0301) Burned In Annotation and (0028,0302) Recognizable
 *     Visual Features are believed when they say NO
 * @param acceptedClasses SOP Classes of risk, such as Secondary Capture, that a person has looked
 *     through: they pass, unless they say themselves that they are burned in
 * @param replacesDocuments whether an encapsulated document is replaced by an empty one and its
 *     object kept; else the object is refused
 * @param trustsPrivateDeclaration whether private attributes stay that (0008,0300) Private Data
 *     Element Characteristics Sequence of the object declares safe, with the Retain Safe Private
 *     Option
 */
public record RiskPolicy(
        boolean trustsDeclaration,
        Set<UID> acceptedClasses,
        boolean replacesDocuments,
        boolean trustsPrivateDeclaration) {

    public RiskPolicy {
        acceptedClasses = Set.copyOf(acceptedClasses);
    }

    /** Nothing is trusted or accepted, but what the standard lets a vendor declare (E.3.10). */
    public static RiskPolicy strict() {
        return new RiskPolicy(false, Set.of(), false, true);
    }
}
