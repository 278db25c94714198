// SPDX-License-Identifier: Apache-2.0
/** Tests of image volumes. */
@NullMarked
package spiders.analysis.image;

import org.jspecify.annotations.NullMarked;
