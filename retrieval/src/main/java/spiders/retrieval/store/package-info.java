// SPDX-License-Identifier: Apache-2.0
/** The tables of the schema {@code retrieval}. */
@NullMarked
package spiders.retrieval.store;

import org.jspecify.annotations.NullMarked;
