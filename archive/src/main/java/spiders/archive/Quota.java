// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

/** How much the archive may hold, whatever the store has room for. */
public sealed interface Quota {

    /** As much as there is room for. */
    record None() implements Quota {}

    /**
     * So much.
     *
     * @param bytes of data sets
     * @param warningPercent from which share on people are warned, 1 to 100
     */
    record Bytes(long bytes, int warningPercent) implements Quota {

        public Bytes {
            if (bytes < 1 || warningPercent < 1 || warningPercent > 100) {
                throw new IllegalArgumentException(
                        "A quota has bytes, and a warning at 1 to 100 percent");
            }
        }
    }

    /** How full the archive is. */
    default Fill fill(long held) {
        return switch (this) {
            case None() -> Fill.FREE;
            case Bytes(long bytes, int _) when held >= bytes -> Fill.FULL;
            case Bytes(long bytes, int percent) when held >= bytes / 100.0 * percent ->
                    Fill.WARNING;
            case Bytes(long _, int _) -> Fill.FREE;
        };
    }

    /** How full an archive is by its quota. */
    enum Fill {
        FREE,
        /** People ought to act. */
        WARNING,
        /** Nothing more is taken. */
        FULL
    }
}
