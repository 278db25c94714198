// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import spiders.security.store.Migrations;
import spiders.server.backup.store.DatabaseLoad;

import java.util.List;

import javax.sql.DataSource;

/** The database, its tables in the order the modules build on each other, and transactions. */
@Configuration(proxyBeanMethods = false)
class DatabaseWiring {

    /** Whose tables there are, in the order in which they build on each other. */
    static final List<String> MODULES =
            List.of("security", "archive", "retrieval", "rcp", "server");

    private static final int CONNECTIONS = 32;

    /** Stopped after the pool, which is made from it. */
    @Bean
    DatabaseServer databaseServer(spiders.server.configuration.Configuration configuration)
            throws InterruptedException {
        return DatabaseServer.of(configuration);
    }

    /** A pool on a database whose tables are up to date. */
    @Bean
    HikariDataSource dataSource(DatabaseServer server) {
        var pool = server.access().pool(CONNECTIONS);
        if (new DatabaseLoad(pool, MODULES).isUnfinished()) {
            pool.close();
            throw new HubStartException(
                    "a restore into this database has not come to its end: run it again");
        }
        migrate(pool);
        return pool;
    }

    /** Brings the tables up to date. */
    static void migrate(DataSource database) {
        MODULES.forEach(module -> Migrations.run(database, module));
    }

    @Bean
    PlatformTransactionManager transactions(HikariDataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }
}
