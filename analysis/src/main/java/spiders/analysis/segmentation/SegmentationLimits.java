// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import spiders.analysis.segmentation.InvalidSegmentationException.Reason;

/**
 * How much a segmentation may hold, read or written.
 *
 * @param framePixels how many pixels a frame
 * @param pixels how many pixels in all
 * @param framePoints how many points the outlines of a frame have
 * @param points how many points the outlines of all frames have
 */
record SegmentationLimits(long framePixels, long pixels, long framePoints, long points) {

    /**
     * A frame of 4096 x 4096, 400 million pixels, a million points in a frame and ten in all, which
     * take 1.3 gigabytes as regions.
     */
    static final SegmentationLimits DEFAULTS =
            new SegmentationLimits(1 << 24, 400_000_000, 1_000_000, 10_000_000);

    /**
     * Lets frames of one size pass.
     *
     * @throws InvalidSegmentationException if one is too large, or there are too many
     */
    void requireFrames(long pixelsOfFrame, long frames) {
        if (pixelsOfFrame > framePixels || frames > pixels / Math.max(1, pixelsOfFrame)) {
            throw new InvalidSegmentationException(Reason.TOO_LARGE);
        }
    }
}
