// SPDX-License-Identifier: Apache-2.0
/**
 * Grayscale softcopy presentation states: how somebody wanted images to be seen (PS3.3 sections
 * A.33.1 and C.10 to C.11, PS3.4 annex N).
 */
@NullMarked
package spiders.dicom.presentation;

import org.jspecify.annotations.NullMarked;
