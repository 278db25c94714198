// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** What was done to planes so that they are a regular grid; each is told with every result. */
public sealed interface VolumeChange {

    /**
     * Planes at uneven distances were resampled, linearly between neighbours, to even ones; the
     * last of them may be up to half a distance beyond the last plane, whose samples it has.
     *
     * @param smallest distance of neighbours there was
     * @param largest distance of neighbours there was
     * @param spacing that it was resampled to: the median distance
     */
    record Evened(double smallest, double largest, double spacing) implements VolumeChange {}

    /**
     * Planes that were not there were interpolated between those beside the gap.
     *
     * @param count how many, as the median distance counts them
     * @param largestGap between planes that are there
     */
    record Interpolated(int count, double largestGap) implements VolumeChange {}

    /**
     * Planes that do not stand straight above each other, as those of a tilted gantry, were shifted
     * to, bilinearly in their planes; what no plane covers has no sample.
     *
     * @param largestShift of a plane
     * @param degrees between the normal and the line from the first to the last plane
     */
    record Straightened(double largestShift, double degrees) implements VolumeChange {}

    /**
     * Samples were taken from where a distorted image shows them.
     *
     * @param largestShift that was taken back
     * @param field the model of the field and its degree
     */
    record Unwarped(double largestShift, String field) implements VolumeChange {}

    /** Samples were multiplied, so that their unit is another. */
    record Scaled(double factor, String unit) implements VolumeChange {

        /** Prints no factor: it may be of a patient's weight and dose. */
        @Override
        public String toString() {
            return "Scaled[unit=" + unit + "]";
        }
    }
}
