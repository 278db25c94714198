// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.geometry;

/**
 * Neighbouring planes of a solid that are farther apart than those around them.
 *
 * @param below the position of the lower plane
 * @param above the position of the upper plane
 * @param missing how many planes fit between them
 * @param isFilled whether one was interpolated there
 */
public record Gap(double below, double above, int missing, boolean isFilled) {}
