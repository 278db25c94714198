// SPDX-License-Identifier: Apache-2.0
/** How a patient's examinations are laid out to be read: pure rules. */
@NullMarked
package spiders.rcp.hanging;

import org.jspecify.annotations.NullMarked;
