// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;

/** A statement with who recorded it, and when. */
public record RecordedStatement(PatientStatement statement, UserName author, Instant at) {}
