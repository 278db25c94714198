// SPDX-License-Identifier: Apache-2.0
/** The SQL of boards, sessions and cases, in schema {@code rcp}. */
@NullMarked
package spiders.rcp.store;

import org.jspecify.annotations.NullMarked;
