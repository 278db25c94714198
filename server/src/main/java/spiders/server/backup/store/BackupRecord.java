// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import java.time.Instant;

/** One finished backup, as the hub remembers it. */
public record BackupRecord(
        String id, Instant begun, Instant finished, long rows, long objects, int absent) {}
