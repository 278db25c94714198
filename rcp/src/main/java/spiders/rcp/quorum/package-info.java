// SPDX-License-Identifier: Apache-2.0
/** Who attended a meeting, and whether that is the quorum of its board. */
@NullMarked
package spiders.rcp.quorum;

import org.jspecify.annotations.NullMarked;
