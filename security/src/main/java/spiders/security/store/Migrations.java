// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

import java.util.Arrays;
import java.util.Optional;

import javax.sql.DataSource;

/** Brings the tables of a module to the newest version. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs the scripts {@code db/<module>/V*.sql} not run yet, in the schema of the module's name;
     * the history is kept in that schema. Several hubs may do so at once.
     */
    public static void run(DataSource database, String module) {
        run(database, module, MigrationVersion.LATEST);
    }

    /**
     * Runs them up to a version, which an export of an older program had; further ones may follow.
     *
     * @throws UnknownVersionException if this program has no script of that version
     */
    public static void runTo(DataSource database, String module, String version) {
        var target = MigrationVersion.fromVersion(version);
        boolean isKnown =
                Arrays.stream(flyway(database, module, MigrationVersion.LATEST).info().all())
                        .anyMatch(script -> target.equals(script.getVersion()));
        if (!isKnown) {
            throw new UnknownVersionException(module, version);
        }
        run(database, module, target);
    }

    /** The newest version that has been run; empty where there is no history. */
    public static Optional<String> version(DataSource database, String module) {
        var current = flyway(database, module, MigrationVersion.LATEST).info().current();
        return Optional.ofNullable(current)
                .map(MigrationInfo::getVersion)
                .map(MigrationVersion::getVersion);
    }

    private static void run(DataSource database, String module, MigrationVersion target) {
        flyway(database, module, target).migrate();
    }

    private static Flyway flyway(DataSource database, String module, MigrationVersion target) {
        if (!module.matches("[a-z]+")) {
            throw new IllegalArgumentException("\"%s\" names no module".formatted(module));
        }
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .schemas(module)
                .defaultSchema(module)
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:db/" + module)
                .failOnMissingLocations(true)
                .target(target)
                .load();
    }
}
