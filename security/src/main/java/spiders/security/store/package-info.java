// SPDX-License-Identifier: Apache-2.0
/** The database: the embedded PostgreSQL, its migrations, and the tables of this module. */
@NullMarked
package spiders.security.store;

import org.jspecify.annotations.NullMarked;
