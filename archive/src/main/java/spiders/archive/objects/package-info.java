// SPDX-License-Identifier: Apache-2.0
/** The objects' bytes on disk: written once, never changed. */
@NullMarked
package spiders.archive.objects;

import org.jspecify.annotations.NullMarked;
