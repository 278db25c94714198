// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.time.LocalDate;

/**
 * What one person, or system, did with a patient's data on one day: a line of the answer that a
 * patient may ask for.
 *
 * @param day in the time zone that was asked for
 * @param name as others know them; the user name where there is no account of it
 * @param count how often
 */
public record PatientAccess(
        LocalDate day,
        UserName who,
        String name,
        Action action,
        long count,
        Instant first,
        Instant last) {}
