// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import spiders.security.UserName;

import java.time.Instant;
import java.util.UUID;

/** An attendance, and who attested it when. */
public record Attested(UUID id, Attendance attendance, UserName by, Instant at) {}
