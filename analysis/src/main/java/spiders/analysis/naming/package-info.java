// SPDX-License-Identifier: Apache-2.0
/** From the names that centres give structures to those of AAPM TG-263, or to a person. */
@NullMarked
package spiders.analysis.naming;

import org.jspecify.annotations.NullMarked;
