// SPDX-License-Identifier: Apache-2.0
/** The registry of data elements and unique identifiers (PS3.6). */
@NullMarked
package spiders.dicom.dictionary;

import org.jspecify.annotations.NullMarked;
