// SPDX-License-Identifier: Apache-2.0
/** DICOM segmentations, read into the same planes as contours are (PS3.3 A.51). */
@NullMarked
package spiders.analysis.segmentation;

import org.jspecify.annotations.NullMarked;
