// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/** What becomes of a plane that has no contour between two that have. */
public enum GapTreatment {
    /** A single missing plane is interpolated from the signed distances to its neighbours. */
    FILL,
    /** Every missing plane stays empty. */
    LEAVE_EMPTY
}
