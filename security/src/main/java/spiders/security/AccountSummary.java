// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/** An account as an administrator sees it: no secret in it. */
public record AccountSummary(User user, boolean isOpen, boolean mustChange, Instant created) {}
