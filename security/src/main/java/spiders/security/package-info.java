// SPDX-License-Identifier: Apache-2.0
/** Who asks, whether they may, the record that they did. */
@NullMarked
package spiders.security;

import org.jspecify.annotations.NullMarked;
