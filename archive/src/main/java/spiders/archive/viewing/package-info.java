// SPDX-License-Identifier: Apache-2.0
/** What a person may see of the archive: searches and objects behind the grants to view. */
@NullMarked
package spiders.archive.viewing;

import org.jspecify.annotations.NullMarked;
