// SPDX-License-Identifier: Apache-2.0
/** DICOMweb as formats and as client (PS3.18); servers stand on it, and it on the JDK alone. */
@NullMarked
package spiders.dicom.web;

import org.jspecify.annotations.NullMarked;
