// SPDX-License-Identifier: Apache-2.0
/** What the database says of the hub's health. */
@NullMarked
package spiders.server.health.store;

import org.jspecify.annotations.NullMarked;
