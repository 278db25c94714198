// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import javax.sql.DataSource;

/**
 * Rows put back into a database. As long as that is not over, a schema {@code restore_unfinished}
 * is there, by which a hub knows that it must not start on what is half there.
 */
public final class DatabaseLoad {

    private static final String MARK = "restore_unfinished";

    private final DataSource database;
    private final JdbcClient jdbc;
    private final List<String> schemas;

    /** Of a database, and the schemas that are ours in it. */
    public DatabaseLoad(DataSource database, List<String> schemas) {
        this.database = database;
        this.jdbc = JdbcClient.create(database);
        this.schemas = List.copyOf(schemas);
    }

    /** Puts the rows of a table in. */
    public interface Rows {
        InputStream of(Table table) throws IOException;
    }

    /** Whether a restore has begun here and not come to its end. */
    public boolean isUnfinished() {
        return exists(MARK);
    }

    /** Whether none of our schemas is there. */
    public boolean isEmpty() {
        return schemas.stream().noneMatch(this::exists);
    }

    private boolean exists(String schema) {
        return jdbc.sql("select 1 from pg_namespace where nspname = ?")
                .param(schema)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Marks the database, and removes what an earlier restore has left half-way. */
    public void begin() {
        if (!isUnfinished()) {
            jdbc.sql("create schema " + MARK).update();
        }
        schemas.forEach(schema ->
                jdbc.sql("drop schema if exists %s cascade".formatted(Sequence.quoted(schema)))
                        .update());
    }

    /** The restore has failed: the database is as empty as it was. */
    public void abandon() {
        begin();
        jdbc.sql("drop schema " + MARK).update();
    }

    /** The restore is over: the database is a hub's. */
    public void finish() {
        jdbc.sql("drop schema " + MARK).update();
        jdbc.sql("analyze").update();
    }

    /**
     * Puts all rows in, in one transaction, with the triggers of the tables at rest: the rows are
     * to be what they were.
     *
     * @param tables in the order of the export
     */
    public void load(List<Table> tables, List<Sequence> sequences, Rows rows) throws IOException {
        try {
            loaded(tables, sequences, rows);
        } catch (SQLException e) {
            throw new RowsNotCopiedException(e);
        }
    }

    private void loaded(List<Table> tables, List<Sequence> sequences, Rows rows)
            throws IOException, SQLException {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                empty(connection, tables);
                for (var table : tables) {
                    load(connection, table, rows);
                }
                for (var sequence : sequences) {
                    set(connection, sequence);
                }
                connection.commit();
            } finally {
                connection.rollback(); // Nothing where it was committed.
                connection.setAutoCommit(true);
            }
        }
    }

    private static void empty(Connection connection, List<Table> tables) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("alter table %s disable trigger user".formatted(table.quoted()));
            }
            for (var table : tables.reversed()) {
                statement.execute("delete from " + table.quoted());
            }
        }
    }

    private static void load(Connection connection, Table table, Rows rows)
            throws IOException, SQLException {
        try (var in = rows.of(table);
                var statement = connection.createStatement()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin"
                                    .formatted(table.quoted(), table.quotedColumns()),
                            in);
            statement.execute("alter table %s enable trigger user".formatted(table.quoted()));
        }
    }

    private static void set(Connection connection, Sequence sequence) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(?::regclass, ?, ?)")) {
            statement.setString(1, sequence.quoted());
            statement.setLong(2, sequence.lastValue());
            statement.setBoolean(3, sequence.called());
            statement.execute();
        }
    }

    /** How many rows a table has. */
    public long rows(Table table) {
        return jdbc.sql("select count(*) from " + table.quoted()).query(Long.class).single();
    }
}
