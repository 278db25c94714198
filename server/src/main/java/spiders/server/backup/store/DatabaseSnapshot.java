// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup.store;

import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import spiders.security.store.DatabaseAccess;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/**
 * All rows of some schemas as they were at one moment, whatever is written meanwhile: one
 * transaction that reads (REPEATABLE READ), so that nobody waits for it.
 */
public final class DatabaseSnapshot implements AutoCloseable {

    /** Flyway's own table of each schema: made again by the scripts, not copied. */
    private static final String HISTORY = "schema_history";

    private final Connection connection;
    private final JdbcClient jdbc;
    private final List<String> schemas;

    private DatabaseSnapshot(Connection connection, List<String> schemas) {
        this.connection = connection;
        this.jdbc = JdbcClient.create(source(connection));
        this.schemas = schemas.stream().filter(this::exists).toList();
    }

    private boolean exists(String schema) {
        return jdbc.sql("select 1 from pg_tables where schemaname = ? and tablename = ?")
                .params(schema, HISTORY)
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Begins: what is committed now is in it, and nothing later. */
    public static DatabaseSnapshot of(DatabaseAccess access, List<String> schemas) {
        try {
            return begun(access, schemas);
        } catch (SQLException e) {
            throw new RowsNotCopiedException(e);
        }
    }

    private static DatabaseSnapshot begun(DatabaseAccess access, List<String> schemas)
            throws SQLException {
        var connection = access.connect();
        try (var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read read only");
            statement.execute("set local extra_float_digits = 3");
            // The first query of a transaction takes its snapshot.
            statement.execute("select count(*) from pg_namespace");
            return new DatabaseSnapshot(connection, schemas);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static DataSource source(Connection connection) {
        return new SingleConnectionDataSource(connection, true);
    }

    /** For the stores of modules that read: their queries see this moment. */
    public DataSource database() {
        return source(connection);
    }

    /** Those of the schemas that are there. */
    public List<String> schemas() {
        return schemas;
    }

    /** The version of a schema's tables at this moment. */
    public String version(String schema) {
        return jdbc.sql(
                        """
                        select version from %s.schema_history
                        where success and version is not null
                        order by installed_rank desc limit 1
                        """
                                .formatted(Sequence.quoted(schema)))
                .query(String.class)
                .single();
    }

    /** The tables, those that others refer to before these. */
    public List<Table> tables() {
        var tables = new LinkedHashMap<String, Table>();
        for (var schema : schemas) {
            for (var name : names(schema)) {
                tables.put(schema + "." + name, new Table(schema, name, columns(schema, name)));
            }
        }
        return inOrder(tables, references());
    }

    private List<String> names(String schema) {
        return List.copyOf(
                jdbc.sql(
                                """
                                select c.relname::text from pg_class c
                                join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = ? and c.relkind = 'r' and c.relname <> ?
                                order by c.relname
                                """)
                        .params(schema, HISTORY)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    private List<String> columns(String schema, String table) {
        return List.copyOf(
                jdbc.sql(
                                """
                                select a.attname::text from pg_attribute a
                                join pg_class c on c.oid = a.attrelid
                                join pg_namespace n on n.oid = c.relnamespace
                                where n.nspname = ? and c.relname = ? and a.attnum > 0
                                  and not a.attisdropped and a.attgenerated = ''
                                order by a.attnum
                                """)
                        .params(schema, table)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** Which table refers to which, by their full names. */
    private Map<String, Set<String>> references() {
        var references = new LinkedHashMap<String, Set<String>>();
        jdbc.sql(
                        """
                        select fn.nspname || '.' || f.relname, tn.nspname || '.' || t.relname
                        from pg_constraint k
                        join pg_class f on f.oid = k.conrelid
                        join pg_namespace fn on fn.oid = f.relnamespace
                        join pg_class t on t.oid = k.confrelid
                        join pg_namespace tn on tn.oid = t.relnamespace
                        where k.contype = 'f' and k.conrelid <> k.confrelid
                        """)
                .query((row, _) -> List.of(row.getString(1), row.getString(2)))
                .list()
                .forEach(pair -> note(references, List.copyOf(pair)));
        return references;
    }

    private static void note(Map<String, Set<String>> references, List<String> pair) {
        references.computeIfAbsent(pair.get(0), _ -> new LinkedHashSet<>()).add(pair.get(1));
    }

    static List<Table> inOrder(Map<String, Table> tables, Map<String, Set<String>> references) {
        var order = new ArrayList<Table>();
        var left = new LinkedHashMap<>(tables);
        while (!left.isEmpty()) {
            var free =
                    left.keySet().stream()
                            .filter(name ->
                                    references.getOrDefault(name, Set.of()).stream()
                                            .noneMatch(left::containsKey))
                            .toList();
            if (free.isEmpty()) {
                throw new IllegalStateException(
                        "The tables %s refer to each other in a circle".formatted(left.keySet()));
            }
            for (var name : free) {
                order.add(tables.get(name));
                left.remove(name);
            }
        }
        return order;
    }

    /** Writes the rows of a table in PostgreSQL's text form of COPY, and says how many. */
    public long copy(Table table, OutputStream out) throws IOException {
        var sql = "copy %s (%s) to stdout".formatted(table.quoted(), table.quotedColumns());
        try {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
        } catch (SQLException e) {
            throw new RowsNotCopiedException(e);
        }
    }

    /** Where the sequences are; at this moment or, since they know no transactions, later. */
    public List<Sequence> sequences() {
        var sequences = new ArrayList<Sequence>();
        for (var schema : schemas) {
            for (var name : sequenceNames(schema)) {
                sequences.add(sequence(schema, name));
            }
        }
        return sequences;
    }

    private List<String> sequenceNames(String schema) {
        return List.copyOf(
                jdbc.sql(
                                "select sequencename::text from pg_sequences where schemaname = ?"
                                        + " order by 1")
                        .param(schema)
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    private Sequence sequence(String schema, String name) {
        var at = new Sequence(schema, name, 0, false);
        return jdbc.sql("select last_value, is_called from " + at.quoted())
                .query((row, _) -> new Sequence(schema, name, row.getLong(1), row.getBoolean(2)))
                .single();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new RowsNotCopiedException(e);
        }
    }
}
