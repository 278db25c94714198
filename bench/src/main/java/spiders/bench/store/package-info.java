// SPDX-License-Identifier: Apache-2.0
/** Rows that a measurement puts into a database, or reads there. */
@NullMarked
package spiders.bench.store;

import org.jspecify.annotations.NullMarked;
