// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What a person did on one day, of one kind and with one outcome.
 *
 * @param day in the time zone that was asked for
 * @param count how often
 * @param patients how many were concerned
 */
public record PersonDeed(
        LocalDate day,
        Action action,
        Outcome outcome,
        long count,
        long patients,
        Instant first,
        Instant last) {}
