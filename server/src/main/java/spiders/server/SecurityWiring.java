// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.security.Access;
import spiders.security.Accounts;
import spiders.security.ApiTokens;
import spiders.security.Audit;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.TokenTable;

import java.time.Clock;

import javax.sql.DataSource;

/** Who asks, whether they may, and the record that they did. */
@Configuration(proxyBeanMethods = false)
class SecurityWiring {

    @Bean
    AuditTable audit(
            DataSource dataSource,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        return new AuditTable(dataSource, configuration.node(), clock);
    }

    @Bean
    Access access(Audit audit) {
        return new Access(audit);
    }

    @Bean
    Accounts accounts(
            DataSource dataSource,
            Audit audit,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        var accounts = new Accounts(new AccountTable(dataSource), audit, clock);
        if (configuration.demoAccounts()) {
            accounts.createDemo();
        } else {
            accounts.createFirstAdministrator(configuration.data());
        }
        return accounts;
    }

    @Bean
    ApiTokens tokens(DataSource dataSource, Audit audit, Clock clock) {
        return new ApiTokens(new TokenTable(dataSource), audit, clock);
    }
}
