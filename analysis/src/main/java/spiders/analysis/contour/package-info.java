// SPDX-License-Identifier: Apache-2.0
/** RT structure sets: read, made solids of, and written (PS3.3 A.19). */
@NullMarked
package spiders.analysis.contour;

import org.jspecify.annotations.NullMarked;
