// SPDX-License-Identifier: Apache-2.0
/** Tests of radiomics against the reference values of IBSI. */
@NullMarked
package spiders.analysis.radiomics;

import org.jspecify.annotations.NullMarked;
