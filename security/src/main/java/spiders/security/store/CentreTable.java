// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.security.UserName;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

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

    /** The ids of everybody's centres; who has none is not in it. */
    public Map<UserName, SortedSet<String>> all() {
        var all = new TreeMap<UserName, SortedSet<String>>(Comparator.comparing(UserName::value));
        jdbc.sql("SELECT account, centre FROM security.account_centre")
                .query(row -> {
                    var account = new UserName(row.getString("account"));
                    all.computeIfAbsent(account, _ -> new TreeSet<>()).add(row.getString("centre"));
                });
        return all;
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
