// SPDX-License-Identifier: Apache-2.0
/** Tests of the statistics against independent computations. */
@NullMarked
package spiders.analysis.statistics;

import org.jspecify.annotations.NullMarked;
