// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A PostgreSQL server that belongs to this process: durable, on the loopback only, behind a random
 * password that is kept beside its data.
 *
 * <p>It stops when this process stops, however that happens. One process at a time may use a data
 * folder.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    /** The name of the login and of the database. */
    public static final String NAME = "spiders";

    private final PostgresCluster cluster;
    private final FolderLock lock;
    private final int port;
    private final boolean adopted;

    private EmbeddedPostgres(PostgresCluster cluster, FolderLock lock, int port, boolean adopted) {
        this.cluster = cluster;
        this.lock = lock;
        this.port = port;
        this.adopted = adopted;
    }

    /** Starts a durable server on this folder, with its programs beside it. */
    public static EmbeddedPostgres start(Path data) throws InterruptedException {
        return start(new PostgresOptions(data, data.resolveSibling("programs"), true));
    }

    /** Starts a server; a folder that does not exist becomes a new, empty database. */
    public static EmbeddedPostgres start(PostgresOptions options) throws InterruptedException {
        FolderLock lock;
        try {
            Files.createDirectories(options.data());
            lock = FolderLock.take(options.data());
        } catch (IOException e) {
            throw new PostgresStartException(
                    "The database folder %s cannot be used: %s".formatted(options.data(), e), e);
        }
        try {
            return start(PostgresCluster.in(options), lock);
        } catch (IOException e) {
            lock.close();
            throw new PostgresStartException(
                    "The database in %s cannot start: %s".formatted(options.data(), e), e);
        } catch (PostgresStartException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * How to reach the server of a folder that another process runs, a hub for instance; empty
     * where none answers. Nothing is started, and nothing is to be stopped.
     */
    public static Optional<DatabaseAccess> running(Path data) throws IOException {
        return PostgresCluster.running(data).map(access -> access.database(NAME));
    }

    private static EmbeddedPostgres start(PostgresCluster cluster, FolderLock lock)
            throws IOException, InterruptedException {
        var survivor = cluster.survivor();
        boolean adopted = survivor.isPresent();
        int port = adopted ? survivor.getAsInt() : cluster.start();
        var postgres = new EmbeddedPostgres(cluster, lock, port, adopted);
        try {
            postgres.createDatabase();
            return postgres;
        } catch (SQLException e) {
            cluster.stop();
            throw new PostgresStartException("The database answers, but not as it should: " + e, e);
        }
    }

    /** How to reach the database. */
    public DatabaseAccess access() {
        return cluster.access(port).database(NAME);
    }

    /** Whether the server was still running from an earlier process. */
    public boolean adopted() {
        return adopted;
    }

    private void createDatabase() throws SQLException {
        try (var connection = cluster.access(port).connect();
                var statement = connection.createStatement();
                var found =
                        statement.executeQuery(
                                "select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    /** Stops the server and waits until it has written what it holds. */
    @Override
    public void close() {
        try {
            cluster.stop();
        } finally {
            lock.close();
        }
    }
}
