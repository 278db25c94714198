// SPDX-License-Identifier: Apache-2.0
/** Media with a DICOMDIR: read as they are found, written by the general purpose profiles. */
@NullMarked
package spiders.dicom.media;

import org.jspecify.annotations.NullMarked;
