// SPDX-License-Identifier: Apache-2.0
/** Manifests: documents that say which objects there are, and where they can be fetched. */
@NullMarked
package spiders.archive.manifest;

import org.jspecify.annotations.NullMarked;
