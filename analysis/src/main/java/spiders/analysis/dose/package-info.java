// SPDX-License-Identifier: Apache-2.0
/** Dose grids, and what dose a solid gets. Doses are gray, lengths millimetres. */
@NullMarked
package spiders.analysis.dose;

import org.jspecify.annotations.NullMarked;
