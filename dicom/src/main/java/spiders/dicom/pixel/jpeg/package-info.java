// SPDX-License-Identifier: Apache-2.0
/** The codecs of JPEG (ISO/IEC 10918-1) and of JPEG-LS (ISO/IEC 14495-1). */
@NullMarked
package spiders.dicom.pixel.jpeg;

import org.jspecify.annotations.NullMarked;
