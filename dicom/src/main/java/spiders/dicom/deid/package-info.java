// SPDX-License-Identifier: Apache-2.0
/**
 * De-identification: the Basic Application Level Confidentiality Profile and all its options
 * (PS3.15 annex E).
 */
@NullMarked
package spiders.dicom.deid;

import org.jspecify.annotations.NullMarked;
