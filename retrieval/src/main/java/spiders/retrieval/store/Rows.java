// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import spiders.security.Purpose;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Values as PostgreSQL has them. */
final class Rows {

    private Rows() {}

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class));
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, OffsetDateTime.class)).toInstant();
    }

    /** The case for which something is done, as a column; empty for every other purpose. */
    static List<UUID> boardCase(Purpose purpose) {
        return purpose instanceof Purpose.BoardSession(_, var boardCase)
                ? List.of(boardCase)
                : List.of();
    }

    static List<UUID> session(Purpose purpose) {
        return purpose instanceof Purpose.BoardSession(var session, _)
                ? List.of(session)
                : List.of();
    }
}
