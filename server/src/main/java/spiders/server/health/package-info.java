// SPDX-License-Identifier: Apache-2.0
/** Whether the hub lives, and whether it can do its work. */
@NullMarked
package spiders.server.health;

import org.jspecify.annotations.NullMarked;
