// SPDX-License-Identifier: Apache-2.0
/** Storage commitment: what is promised, whether it is kept, and how that is reported. */
@NullMarked
package spiders.archive.commitment;

import org.jspecify.annotations.NullMarked;
