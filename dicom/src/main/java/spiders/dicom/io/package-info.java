// SPDX-License-Identifier: Apache-2.0
/** Data sets as bytes: streams in every transfer syntax and files (PS3.5, PS3.10). */
@NullMarked
package spiders.dicom.io;

import org.jspecify.annotations.NullMarked;
