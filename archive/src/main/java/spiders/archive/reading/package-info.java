// SPDX-License-Identifier: Apache-2.0
/**
 * What a radiologist reads in images, as DICOM objects beside them: a note as a structured report,
 * and its key images as key objects.
 */
@NullMarked
package spiders.archive.reading;

import org.jspecify.annotations.NullMarked;
