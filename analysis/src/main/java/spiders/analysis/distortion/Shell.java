// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/**
 * The displacements of markers whose distance from the middle of the phantom is in a range.
 *
 * @param from in millimetres, within
 * @param to in millimetres, without
 * @param length of the displacements
 * @param x their parts along x, without sign; so y and z
 */
public record Shell(double from, double to, Spread length, Spread x, Spread y, Spread z) {}
