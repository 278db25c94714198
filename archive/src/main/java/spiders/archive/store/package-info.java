// SPDX-License-Identifier: Apache-2.0
/** The index in PostgreSQL, schema {@code archive}. */
@NullMarked
package spiders.archive.store;

import org.jspecify.annotations.NullMarked;
