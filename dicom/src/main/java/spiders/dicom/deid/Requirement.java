// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/** How an object's IOD requires an attribute, as far as de-identification must know it. */
public enum Requirement {
    /** Type 1, or 1C and there: must have a value. */
    VALUE,
    /** Type 2, or 2C and there: must be there, with a value or without. */
    PRESENCE,
    /** Type 3: may be left out. */
    OPTIONAL,
    /** The IOD is known, and has no such attribute there: a Standard Extended SOP Class. */
    NOT_IN_IOD,
    /** The IOD is not known: a private SOP Class, or one newer than the tables. */
    UNKNOWN
}
