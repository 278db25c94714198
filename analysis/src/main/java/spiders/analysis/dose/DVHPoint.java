// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.dose;

/**
 * A point of a dose-volume histogram.
 *
 * @param dose in gray
 * @param share the share of the volume, 0 to 1: that gets at least the dose in a cumulative
 *     histogram, that gets the dose up to the next point's in a differential one
 */
public record DVHPoint(double dose, double share) {}
