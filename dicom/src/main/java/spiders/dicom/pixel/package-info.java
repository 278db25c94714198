// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels: the frames of an image as samples, their codecs, and pictures of them (PS3.3 section
 * C.7.6.3, PS3.5 section 8 and annex A).
 */
@NullMarked
package spiders.dicom.pixel;

import org.jspecify.annotations.NullMarked;
