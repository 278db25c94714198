// SPDX-License-Identifier: Apache-2.0
/** Bodies computed from geometry: no person was ever imaged to make them. */
@NullMarked
package spiders.demo.phantom;

import org.jspecify.annotations.NullMarked;
