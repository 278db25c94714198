// SPDX-License-Identifier: Apache-2.0
/** The rows of every module as one snapshot, out of a database and into another. */
@NullMarked
package spiders.server.backup.store;

import org.jspecify.annotations.NullMarked;
