// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.jspecify.annotations.Nullable;

import spiders.security.chain.AuditRecord;
import spiders.security.chain.AuditRecord.Deed;
import spiders.security.chain.AuditRecord.Ground;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Rows of {@code security.audit_event} as they are, whoever wrote them. */
final class RecordRows {

    /** What is read of a row {@code e}; {@code id} is null where an outer join found none. */
    static final String COLUMNS =
            "e.id, e.at, e.node, e.who, e.action, e.patients, e.objects, e.purpose, e.session,"
                    + " e.board_case, e.outcome, e.detail";

    private RecordRows() {}

    /** The row; one that has what no column may have is a {@link MalformedRecordException}. */
    static AuditRecord read(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        var deed =
                new Deed(
                        text(id, row, "who"),
                        text(id, row, "action"),
                        list(id, row.getArray("patients"), UUID[].class),
                        list(id, row.getArray("objects"), String[].class),
                        new Ground(
                                text(id, row, "purpose"),
                                uuid(row, "session"),
                                uuid(row, "board_case")),
                        text(id, row, "outcome"),
                        text(id, row, "detail"));
        return new AuditRecord(id, at(id, row), text(id, row, "node"), deed);
    }

    private static Instant at(long id, ResultSet row) throws SQLException {
        var at = row.getObject("at", OffsetDateTime.class);
        if (at == null || at.equals(OffsetDateTime.MAX) || at.equals(OffsetDateTime.MIN)) {
            throw new MalformedRecordException(id, "has no time");
        }
        return at.toInstant();
    }

    private static String text(long id, ResultSet row, String column) throws SQLException {
        var text = row.getString(column);
        if (text == null) {
            throw new MalformedRecordException(id, "has no " + column);
        }
        return text;
    }

    private static String uuid(ResultSet row, String column) throws SQLException {
        var uuid = row.getObject(column, UUID.class);
        return uuid == null ? "" : uuid.toString();
    }

    private static <T> List<T> list(long id, @Nullable Array array, Class<T[]> type)
            throws SQLException {
        if (array != null
                && type.isInstance(array.getArray())
                && Arrays.stream(type.cast(array.getArray())).allMatch(Objects::nonNull)) {
            return List.of(type.cast(array.getArray()));
        }
        throw new MalformedRecordException(id, "has a list that is none");
    }
}
