// SPDX-License-Identifier: Apache-2.0
/** What keeps objects and index in agreement: the index made again, and both checked. */
@NullMarked
package spiders.archive.upkeep;

import org.jspecify.annotations.NullMarked;
