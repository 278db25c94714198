// SPDX-License-Identifier: Apache-2.0
/** The Native DICOM Model in XML (PS3.19 annex A.1). */
@NullMarked
package spiders.dicom.xml;

import org.jspecify.annotations.NullMarked;
