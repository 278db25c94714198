// SPDX-License-Identifier: Apache-2.0
/** Computation on images, without a database, a web page or a clock. */
@NullMarked
package spiders.analysis;

import org.jspecify.annotations.NullMarked;
