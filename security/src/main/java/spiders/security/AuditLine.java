// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/** A recorded event: its number, when and on which node it was recorded. */
public record AuditLine(long number, Instant at, String node, AuditEvent event) {}
