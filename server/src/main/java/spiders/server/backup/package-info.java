// SPDX-License-Identifier: Apache-2.0
/** All that a hub holds, copied encrypted, and made a hub again. */
@NullMarked
package spiders.server.backup;

import org.jspecify.annotations.NullMarked;
