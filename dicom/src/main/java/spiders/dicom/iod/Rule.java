// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** What a finding is about. */
public enum Rule {
    /** The SOP Class is absent, or its definition is not known. */
    SOP_CLASS,
    /** An attribute of type 1 or 2, or 1C or 2C under its condition, is absent. */
    MISSING,
    /** An attribute of type 1 or 1C has no value. */
    EMPTY,
    /** A conditional attribute is present though its condition does not hold. */
    NOT_ALLOWED,
    /** The attribute is in no module of the IOD. */
    NOT_IN_IOD,
    /** No attribute of the standard has this tag; or a private one has no creator. */
    UNKNOWN_ATTRIBUTE,
    /** The standard has withdrawn the attribute. */
    RETIRED,
    /** The value representation is not the attribute's. */
    VR,
    /** The number of values is not the attribute's. */
    MULTIPLICITY,
    /** Length, characters or form of a value are not those of its value representation. */
    FORM,
    /** A value is none of the enumerated values or defined terms. */
    VALUE,
    /** The number of items is not the sequence's. */
    ITEMS,
    /** Pixel data, or its description, contradicts itself. */
    PIXELS,
    /** Numbers of frames, or of things counted elsewhere, do not match. */
    COUNT,
    /** The File Meta Information contradicts the data set. */
    FILE_META,
    /** There were more findings than the limit, and the rest is not told. */
    LIMIT
}
