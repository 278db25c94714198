// SPDX-License-Identifier: Apache-2.0
/** main(): configuration, wiring, start and stop. */
@NullMarked
package spiders.server;

import org.jspecify.annotations.NullMarked;
