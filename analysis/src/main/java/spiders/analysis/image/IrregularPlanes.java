// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** What to do with planes that are no regular grid. */
public enum IrregularPlanes {
    /** An exception names what is irregular. */
    REFUSE,
    /** They are resampled to one, and the volume tells how. */
    RESAMPLE
}
