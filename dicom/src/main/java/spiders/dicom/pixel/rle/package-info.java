// SPDX-License-Identifier: Apache-2.0
/** The codec of RLE Lossless (PS3.5 annex G). */
@NullMarked
package spiders.dicom.pixel.rle;

import org.jspecify.annotations.NullMarked;
