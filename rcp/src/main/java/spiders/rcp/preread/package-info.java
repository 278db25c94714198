// SPDX-License-Identifier: Apache-2.0
/** What a radiologist writes of a case's images before its session. */
@NullMarked
package spiders.rcp.preread;

import org.jspecify.annotations.NullMarked;
