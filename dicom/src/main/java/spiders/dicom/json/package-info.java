// SPDX-License-Identifier: Apache-2.0
/** The DICOM JSON model (PS3.18 annex F). */
@NullMarked
package spiders.dicom.json;

import org.jspecify.annotations.NullMarked;
