// SPDX-License-Identifier: Apache-2.0
/**
 * What a hub asks of the edges, the programs at hospitals that call it: as rows, so that any node
 * of the hub may hand them out and take the answers. Both sides speak by the records of this
 * package.
 */
@NullMarked
package spiders.retrieval.edge;

import org.jspecify.annotations.NullMarked;
