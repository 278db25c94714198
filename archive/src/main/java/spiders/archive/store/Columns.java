// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Sets one array parameter after the other, each a column of the rows to insert. */
final class Columns {

    private final Connection connection;
    private final PreparedStatement statement;
    private int next = 1;

    Columns(Connection connection, PreparedStatement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    <T> void text(List<T> rows, Function<T, String> value) throws SQLException {
        set("text", rows.stream().map(value).toArray(String[]::new));
    }

    <T> void number(String type, List<T> rows, ToLongFunction<T> value) throws SQLException {
        set(type, rows.stream().map(value::applyAsLong).toArray(Long[]::new));
    }

    <T> void bytes(List<T> rows, Function<T, byte[]> value) throws SQLException {
        set("bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    private void set(String type, Object[] values) throws SQLException {
        statement.setArray(next++, connection.createArrayOf(type, values));
    }
}
