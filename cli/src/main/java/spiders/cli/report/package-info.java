// SPDX-License-Identifier: Apache-2.0
/** What a computation found, as a table for programs (CSV, JSON) or for people (PDF). */
@NullMarked
package spiders.cli.report;

import org.jspecify.annotations.NullMarked;
