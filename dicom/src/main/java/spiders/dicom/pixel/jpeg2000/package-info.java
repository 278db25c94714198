// SPDX-License-Identifier: Apache-2.0
/**
 * JPEG 2000 (ISO/IEC 15444-1, ITU-T T.800) and High-Throughput JPEG 2000 (ISO/IEC 15444-15, ITU-T
 * T.814): code streams decoded in full or at a part of their resolution, and encoded without loss.
 *
 * <p>Clauses are cited as T.800 and T.814 number them.
 */
@NullMarked
package spiders.dicom.pixel.jpeg2000;

import org.jspecify.annotations.NullMarked;
