// SPDX-License-Identifier: Apache-2.0
/** Organs and targets from fraction to fraction, against limits that a department sets. */
@NullMarked
package spiders.analysis.monitoring;

import org.jspecify.annotations.NullMarked;
