// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** Lets one node of those that share the database do a thing at a time. */
public final class OneNode {

    private final DataSource database;

    public OneNode(DataSource database) {
        this.database = database;
    }

    /** What one node does. */
    @FunctionalInterface
    public interface Work<E extends Exception> {
        void run() throws E;
    }

    /**
     * Runs the work unless another node is at it; the lock goes with the connection, so a node that
     * dies holds nobody up.
     *
     * @return whether it ran
     * @throws IndexFailureException when the database does not answer
     */
    public <E extends Exception> boolean run(String name, Work<E> work) throws E {
        try (var connection = database.getConnection()) {
            if (!asked(connection, "select pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                return false;
            }
            try {
                work.run();
            } finally {
                asked(connection, "select pg_advisory_unlock(hashtextextended(?, 0))", name);
            }
            return true;
        } catch (SQLException e) {
            throw new IndexFailureException(e);
        }
    }

    private static boolean asked(Connection connection, String sql, String name)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setString(1, "spiders.archive/" + name);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }
}
