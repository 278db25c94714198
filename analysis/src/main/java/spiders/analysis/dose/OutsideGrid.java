// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/** What counts of a solid that sticks out of the dose grid. */
public enum OutsideGrid {
    /** The part that is covered alone; the share that is not must be shown beside. */
    LEAVE_OUT,
    /** All of it, and what is not covered as having no dose. */
    COUNT_AS_ZERO
}
