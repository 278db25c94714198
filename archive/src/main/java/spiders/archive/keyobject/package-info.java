// SPDX-License-Identifier: Apache-2.0
/** What every Key Object Selection Document that is written here has in common. */
@NullMarked
package spiders.archive.keyobject;

import org.jspecify.annotations.NullMarked;
