// SPDX-License-Identifier: Apache-2.0
/** What the project can do, from a terminal. */
@NullMarked
package spiders.cli;

import org.jspecify.annotations.NullMarked;
