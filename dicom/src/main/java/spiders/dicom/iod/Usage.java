// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

/** Whether a module, or a macro, is part of an object (PS3.3 section A.1.3). */
public enum Usage {
    /** It is part of it whatever the object says (M). */
    MANDATORY,
    /** A functional group of frames that were acquired: Image Type says ORIGINAL or MIXED (C). */
    ORIGINAL_IMAGE,
    /** A user option (U), or under a condition (C) that only the maker of the object can tell. */
    OTHER;

    static Usage parse(char letter) {
        return switch (letter) {
            case 'M' -> MANDATORY;
            case 'C' -> ORIGINAL_IMAGE;
            default -> OTHER;
        };
    }
}
