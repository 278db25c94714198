// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.data;

/** A data element: a tag, a value representation and a value (PS3.5 section 7.1). */
public sealed interface Element
        permits ValueElement,
                SequenceElement,
                EncapsulatedElement,
                BulkDataElement,
                ReferencedElement {

    Tag tag();

    VR vr();

    /** Whether there is no value, or no item, at all. */
    boolean isEmpty();
}
