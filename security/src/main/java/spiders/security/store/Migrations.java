// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.flywaydb.core.Flyway;

import javax.sql.DataSource;

/** Brings the tables of a module to the newest version. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs the scripts {@code db/<module>/V*.sql} not run yet, in the schema of the module's name;
     * the history is kept in that schema. Several hubs may do so at once.
     */
    public static void run(DataSource database, String module) {
        if (!module.matches("[a-z]+")) {
            throw new IllegalArgumentException("\"%s\" names no module".formatted(module));
        }
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database)
                .schemas(module)
                .defaultSchema(module)
                .createSchemas(true)
                .table("schema_history")
                .locations("classpath:db/" + module)
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }
}
