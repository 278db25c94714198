// SPDX-License-Identifier: Apache-2.0
/** Tests of monitoring. */
@NullMarked
package spiders.analysis.monitoring;

import org.jspecify.annotations.NullMarked;
