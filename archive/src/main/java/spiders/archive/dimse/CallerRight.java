// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

/** One thing that a caller of the DICOM ports may ask for, besides an echo. */
public enum CallerRight {
    /** C-STORE. */
    STORE,
    /** C-FIND. */
    QUERY,
    /** C-GET, and C-MOVE to the configured destinations. */
    RETRIEVE,
    /** Storage commitment. */
    COMMIT
}
