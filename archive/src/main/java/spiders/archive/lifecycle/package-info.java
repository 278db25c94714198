// SPDX-License-Identifier: Apache-2.0
/** How long objects stay: retention, what is kept against it, and removals that can be proven. */
@NullMarked
package spiders.archive.lifecycle;

import org.jspecify.annotations.NullMarked;
