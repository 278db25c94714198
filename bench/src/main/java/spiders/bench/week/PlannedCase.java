// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A case that somebody brings to a session.
 *
 * @param board its place among the boards
 * @param chosen how long before the session a clinician orders what is certain, where the board's
 *     rule does not order by itself; zero where they forget
 */
record PlannedCase(Person patient, int board, LocalDate day, Instant registered, Duration chosen) {}
