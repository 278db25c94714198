// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

/**
 * Something that is not as it should be. It names no patient.
 *
 * @param file relative to the folder of the objects
 * @param detail what exactly, for who looks into it
 */
public record Finding(Kind kind, String file, String detail) {

    /** What is wrong. */
    public enum Kind {
        /** The index names a file that is not there. */
        MISSING,
        /** The bytes of the file are not those that were stored. */
        DAMAGED,
        /** The file is whole, and no row of the index names it. */
        ORPHAN,
        /** The file was never written to its end, and no row of the index names it. */
        INCOMPLETE,
        /** The file holds what another file holds that the index names. */
        COPY,
        /** The file contradicts what the index holds. */
        CONTRADICTION
    }
}
