// SPDX-License-Identifier: Apache-2.0
/** Approved fiches on their way to those who treat the patient. */
@NullMarked
package spiders.rcp.delivery;

import org.jspecify.annotations.NullMarked;
