// SPDX-License-Identifier: Apache-2.0
/** Tests of bolus. */
@NullMarked
package spiders.analysis.bolus;

import org.jspecify.annotations.NullMarked;
