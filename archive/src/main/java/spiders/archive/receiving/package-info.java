// SPDX-License-Identifier: Apache-2.0
/** Objects that systems hand in by themselves, other than by C-STORE. */
@NullMarked
package spiders.archive.receiving;

import org.jspecify.annotations.NullMarked;
