// SPDX-License-Identifier: Apache-2.0
/** When a board meets again: rhythms, public holidays, and calendars that others can read. */
@NullMarked
package spiders.rcp.calendar;

import org.jspecify.annotations.NullMarked;
