// SPDX-License-Identifier: Apache-2.0
/** Data sets and their values: immutable, decoded when asked (PS3.5). */
@NullMarked
package spiders.dicom.data;

import org.jspecify.annotations.NullMarked;
