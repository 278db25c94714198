// SPDX-License-Identifier: Apache-2.0
/** Synthetic people, phantoms, demo PACS, the demo run. */
@NullMarked
package spiders.demo;

import org.jspecify.annotations.NullMarked;
