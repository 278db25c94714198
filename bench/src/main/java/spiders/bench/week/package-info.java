// SPDX-License-Identifier: Apache-2.0
/** A week of a region, lived by the hub's own services on a clock that runs faster. */
@NullMarked
package spiders.bench.week;

import org.jspecify.annotations.NullMarked;
