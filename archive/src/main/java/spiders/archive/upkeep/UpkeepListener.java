// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

/** Hears how far a run is, some times a second at most. */
@FunctionalInterface
public interface UpkeepListener {

    /** So many of so many steps are done; the number of steps may be an estimate. */
    void progress(long done, long all);
}
