// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

/**
 * What a profile says of one attribute, or of one kind of content item.
 *
 * @param prescription what holds, options counted in
 * @param basic what the basic profile says: what is done where cleaning leaves nothing
 * @param cleaning how to clean, if that is prescribed
 * @param because the row and the option, for the report: {@code E.1-1 C (Clean Descriptors Option)}
 */
record Rule(Prescription prescription, Prescription basic, Cleaning cleaning, String because) {

    /** How a value is cleaned, which follows from the option that asks for it. */
    enum Cleaning {
        NONE,
        DATES,
        TEXT,
        CONTENT,
        GRAPHICS,
        DEVICE
    }

    /** The rule without the option that led to it. */
    Rule basicAlone(String reason) {
        return new Rule(basic, basic, Cleaning.NONE, reason);
    }
}
