// SPDX-License-Identifier: Apache-2.0
/** Tumour boards and staff: agenda, cases, readiness. */
@NullMarked
package spiders.rcp;

import org.jspecify.annotations.NullMarked;
