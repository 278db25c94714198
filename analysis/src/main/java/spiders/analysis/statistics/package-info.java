// SPDX-License-Identifier: Apache-2.0
/** Statistics of agreement between raters and products, each with its definition and its source. */
@NullMarked
package spiders.analysis.statistics;

import org.jspecify.annotations.NullMarked;
