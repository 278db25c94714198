// SPDX-License-Identifier: Apache-2.0
/** Attribute matching of PS3.4 section C.2.2.2, on data sets. */
@NullMarked
package spiders.archive.matching;

import org.jspecify.annotations.NullMarked;
