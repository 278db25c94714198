// SPDX-License-Identifier: Apache-2.0
/** Tests of mesh. */
@NullMarked
package spiders.analysis.mesh;

import org.jspecify.annotations.NullMarked;
