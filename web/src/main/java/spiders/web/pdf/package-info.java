// SPDX-License-Identifier: Apache-2.0
/** Tables on paper: PDF of A4 pages, with the font in it. */
@NullMarked
package spiders.web.pdf;

import org.jspecify.annotations.NullMarked;
