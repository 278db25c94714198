// SPDX-License-Identifier: Apache-2.0
/** How one source is asked what it holds, by C-FIND or QIDO-RS. */
@NullMarked
package spiders.retrieval.query;

import org.jspecify.annotations.NullMarked;
