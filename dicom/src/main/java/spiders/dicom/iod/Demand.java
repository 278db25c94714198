// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** What a condition makes of an attribute of type 1C or 2C. */
enum Demand {
    REQUIRED,
    /** The condition does not hold, and the attribute may not be present otherwise. */
    FORBIDDEN,
    /** The condition does not hold or cannot be told from the object. */
    UNDECIDED
}
