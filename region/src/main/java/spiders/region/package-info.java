// SPDX-License-Identifier: Apache-2.0
/** Centres, people, equipment, sources (PACS) and what they can do. */
@NullMarked
package spiders.region;

import org.jspecify.annotations.NullMarked;
