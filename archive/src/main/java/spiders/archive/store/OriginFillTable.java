// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.Collection;

import javax.sql.DataSource;

/** How much of each origin the index holds; kept by the database as objects come and go. */
public final class OriginFillTable {

    private final JdbcClient jdbc;

    public OriginFillTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** The bytes of what came from these origins, by their names. Cheap, however much it is. */
    public long bytes(Collection<String> origins) {
        return jdbc.sql(
                        """
                        select coalesce(sum(bytes), 0) from archive.origin_fill
                        where origin = any (?)
                        """)
                .param(origins.toArray(String[]::new))
                .query(Long.class)
                .single();
    }
}
