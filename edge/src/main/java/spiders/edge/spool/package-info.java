// SPDX-License-Identifier: Apache-2.0
/** Objects on their way from the PACS to the hub, on this machine's disk. */
@NullMarked
package spiders.edge.spool;

import org.jspecify.annotations.NullMarked;
