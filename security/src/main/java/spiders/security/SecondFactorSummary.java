// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/** An account's second factor as it is shown: no secret in it. */
public record SecondFactorSummary(Instant since, int recoveryCodes) {}
