// SPDX-License-Identifier: Apache-2.0
/** The rows of what is asked of edges. */
@NullMarked
package spiders.retrieval.edge.store;

import org.jspecify.annotations.NullMarked;
