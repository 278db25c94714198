// SPDX-License-Identifier: Apache-2.0
/** From an object's bytes on the wire to its row in the index. */
@NullMarked
package spiders.archive.ingest;

import org.jspecify.annotations.NullMarked;
