// SPDX-License-Identifier: Apache-2.0
/** Information Object Definitions as data, and objects held against them (PS3.3). */
@NullMarked
package spiders.dicom.iod;

import org.jspecify.annotations.NullMarked;
