// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.store.DatabaseAccess;
import spiders.security.store.EmbeddedPostgres;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.Configuration.Database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The PostgreSQL of the configuration: this hub's own, which stops with it, or another's. */
final class DatabaseServer implements AutoCloseable {

    private final DatabaseAccess access;
    private final Runnable stop;

    private DatabaseServer(DatabaseAccess access, Runnable stop) {
        this.access = access;
        this.stop = stop;
    }

    static DatabaseServer of(Configuration configuration) throws InterruptedException {
        return switch (configuration.database()) {
            case Database.Embedded() -> embedded(configuration.data());
            case Database.External(var url, var user, var passwordFile) ->
                    external(new DatabaseAccess(rewriting(url), user, password(passwordFile)));
        };
    }

    /**
     * For a command beside a hub: the database of a hub that runs, or else one that is started for
     * this alone.
     */
    static DatabaseServer beside(Configuration configuration) throws InterruptedException {
        if (configuration.database() instanceof Database.Embedded) {
            var folder = configuration.data().resolve("postgresql");
            if (!folder.resolve("cluster").toFile().isDirectory()) {
                throw new HubStartException("there is no hub in " + configuration.data());
            }
            var running = running(folder);
            if (running.isPresent()) {
                return borrowed(running.get());
            }
        }
        return of(configuration);
    }

    private static Optional<DatabaseAccess> running(Path folder) {
        try {
            return EmbeddedPostgres.running(folder);
        } catch (IOException e) {
            throw new HubStartException("the database of the hub cannot be reached: " + e, e);
        }
    }

    /** One that another process runs and stops. */
    static DatabaseServer borrowed(DatabaseAccess access) {
        return new DatabaseServer(access, () -> {});
    }

    private static DatabaseServer external(DatabaseAccess access) {
        var refusal = access.refusal();
        if (refusal.isPresent()) {
            throw new HubStartException(
                    "the database of database.url does not let us in: " + refusal.get());
        }
        return new DatabaseServer(access, () -> {});
    }

    private static DatabaseServer embedded(Path data) throws InterruptedException {
        var postgres = EmbeddedPostgres.start(data.resolve("postgresql"));
        return new DatabaseServer(postgres.access(), postgres::close);
    }

    /** Batches of inserts go as one statement, several times as fast. */
    private static String rewriting(String url) {
        return url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true";
    }

    private static String password(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new HubStartException("the password file cannot be read: " + e, e);
        }
    }

    DatabaseAccess access() {
        return access;
    }

    @Override
    public void close() {
        stop.run();
    }
}
