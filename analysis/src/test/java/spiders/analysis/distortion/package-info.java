// SPDX-License-Identifier: Apache-2.0
/** Tests of distortion. */
@NullMarked
package spiders.analysis.distortion;

import org.jspecify.annotations.NullMarked;
