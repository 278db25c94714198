// SPDX-License-Identifier: Apache-2.0
/** How what is owed to other systems is delivered: by a thread, again and again, until it is. */
@NullMarked
package spiders.archive.delivery;

import org.jspecify.annotations.NullMarked;
