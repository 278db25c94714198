// SPDX-License-Identifier: Apache-2.0
/** The way to the hub: HTTPS, called from here alone. */
@NullMarked
package spiders.edge.link;

import org.jspecify.annotations.NullMarked;
