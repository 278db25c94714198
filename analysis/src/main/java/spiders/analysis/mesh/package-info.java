// SPDX-License-Identifier: Apache-2.0
/** Surfaces of triangles: made of fields, checked, measured, written. Lengths are millimetres. */
@NullMarked
package spiders.analysis.mesh;

import org.jspecify.annotations.NullMarked;
