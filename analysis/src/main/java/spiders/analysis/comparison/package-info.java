// SPDX-License-Identifier: Apache-2.0
/** How far two drawings of one organ agree; every number with its definition. */
@NullMarked
package spiders.analysis.comparison;

import org.jspecify.annotations.NullMarked;
