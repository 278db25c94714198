// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/**
 * What became of the cases of a cancelled session.
 *
 * @param moved now on the agenda of the other session
 * @param left still to be placed: their patients are on that agenda already, or the user may not
 */
public record PlacedCases(int moved, int left) {}
