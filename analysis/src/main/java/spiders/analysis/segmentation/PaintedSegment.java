// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import java.util.BitSet;

/**
 * A segment to be written.
 *
 * @param label up to 64 characters
 * @param category such as {@link Code#ANATOMICAL_STRUCTURE}
 * @param type what it is, such as the organ
 * @param algorithm what painted it; empty if a person did
 * @param mask of the voxels of a grid; it is not copied
 */
public record PaintedSegment(
        String label, Code category, Code type, String algorithm, BitSet mask) {}
