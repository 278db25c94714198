// SPDX-License-Identifier: Apache-2.0
/** The storage service as SCP (PS3.4 annex B). */
@NullMarked
package spiders.archive.dimse;

import org.jspecify.annotations.NullMarked;
