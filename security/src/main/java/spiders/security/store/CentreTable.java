// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.UserName;

import java.util.Collection;
import java.util.Set;

import javax.sql.DataSource;

/** Table {@code security.account_centre}: the centres that people work in. */
public final class CentreTable {

    private final JdbcClient jdbc;

    public CentreTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The ids of a person's centres. */
    public Set<String> of(UserName account) {
        return Set.copyOf(
                jdbc.sql("SELECT centre FROM security.account_centre WHERE account = ?")
                        .param(account.value())
                        .query(String.class)
                        .list());
    }

    /** Makes these a person's centres, and no other. */
    public void set(UserName account, Collection<String> centres) {
        var ids = centres.toArray(String[]::new);
        jdbc.sql(
                        """
                        DELETE FROM security.account_centre
                        WHERE account = ? AND NOT centre = ANY (?)
                        """)
                .param(account.value())
                .param(ids)
                .update();
        jdbc.sql(
                        """
                        INSERT INTO security.account_centre (account, centre)
                        SELECT ?, unnest(?::text[]) ON CONFLICT DO NOTHING
                        """)
                .param(account.value())
                .param(ids)
                .update();
    }
}
