// SPDX-License-Identifier: Apache-2.0
/** Synthetic examinations of phantoms, as the DICOM objects a modality would have made. */
@NullMarked
package spiders.demo.imaging;

import org.jspecify.annotations.NullMarked;
