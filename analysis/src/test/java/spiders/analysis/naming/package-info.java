// SPDX-License-Identifier: Apache-2.0
/** Tests of the mapping of structure names. */
@NullMarked
package spiders.analysis.naming;

import org.jspecify.annotations.NullMarked;
