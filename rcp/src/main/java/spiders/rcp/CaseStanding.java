// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * How the images of a case stood when the hub last looked.
 *
 * @param readyAt when what is on its way is likely to be there; empty where nothing is on its way,
 *     or nobody can say
 * @param atLatest the same with caution
 */
public record CaseStanding(
        UUID boardCase,
        UUID session,
        Readiness readiness,
        Optional<Instant> readyAt,
        Optional<Instant> atLatest,
        Instant judged) {}
