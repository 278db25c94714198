// SPDX-License-Identifier: Apache-2.0
/**
 * Radiomics as the Image Biomarker Standardisation Initiative defines it (IBSI 1, reference manual
 * version 10, arXiv:1612.07003).
 */
@NullMarked
package spiders.analysis.radiomics;

import org.jspecify.annotations.NullMarked;
