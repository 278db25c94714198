// SPDX-License-Identifier: Apache-2.0
/** Plane regions, and the solids that a stack of them stands for. Lengths are millimetres. */
@NullMarked
package spiders.analysis.geometry;

import org.jspecify.annotations.NullMarked;
