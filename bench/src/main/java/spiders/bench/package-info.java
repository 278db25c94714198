// SPDX-License-Identifier: Apache-2.0
/** Measurements of a whole hub, beside other people's programs, as Markdown tables. */
@NullMarked
package spiders.bench;

import org.jspecify.annotations.NullMarked;
