// SPDX-License-Identifier: Apache-2.0
/** One question to every PACS, one verified transfer. */
@NullMarked
package spiders.retrieval;

import org.jspecify.annotations.NullMarked;
