// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** How much a finding weighs. */
public enum Severity {
    /** The object breaks the standard. */
    ERROR,
    /** Unusual, and more often wrong than meant: an unlisted defined term, a retired attribute. */
    WARNING,
    /** Allowed, and worth knowing: an attribute beyond the IOD (PS3.2, standard extended). */
    NOTE
}
