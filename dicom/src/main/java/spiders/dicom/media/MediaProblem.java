// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

/**
 * What a medium has against the standard, and was read in spite of.
 *
 * @param place the record or file, by its number or its path on the medium; names no patient
 */
public record MediaProblem(Kind kind, String place) {

    /** What is wrong. */
    public enum Kind {
        /** Offsets were moved by a constant; they were corrected by it. */
        SHIFTED_OFFSETS,
        /** Offsets lead to no record; records were put in order by their types instead. */
        WRONG_OFFSETS,
        /** A record is linked twice, or to one above it; the second link was not followed. */
        LOOP,
        /** No link leads to a record that is in use; it was taken as one of the root. */
        UNREACHED_RECORD,
        /** A File ID leads out of the medium; it was not followed. */
        FILE_OUTSIDE,
        /** There is no such file on the medium. */
        FILE_MISSING,
        /** A file's name was found only without regard to case, version or separators. */
        FILE_MISNAMED
    }
}
