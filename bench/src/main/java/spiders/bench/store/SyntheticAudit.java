// SPDX-License-Identifier: Apache-2.0
package spiders.bench.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import javax.sql.DataSource;

/** An audit filled with records such as searches leave, of people whom nobody knows. */
public final class SyntheticAudit {

    private static final int BATCH = 50_000;

    private final JdbcClient jdbc;

    public SyntheticAudit(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Adds so many records, as fast as the database takes them. */
    public void fill(long records) {
        for (long done = 0; done < records; done += BATCH) {
            jdbc.sql(
                            """
                            INSERT INTO security.audit_event (at, node, who, action, patients,
                                objects, purpose, session, board_case, outcome, detail)
                            SELECT now(), 'hub', 'clinician' || n % 300, 'QUERY_ARCHIVE',
                                ARRAY[md5((n % 20000)::text)::uuid],
                                ARRAY['2.25.' || (n * 7919 % 1000003), 'studies'],
                                'BOARD_SESSION', md5((n % 500)::text)::uuid,
                                md5((n % 9000)::text)::uuid, 'SUCCESS', n % 40 || ' studies'
                            FROM generate_series(?, ?) AS n
                            """)
                    .params(done, Math.min(records, done + BATCH) - 1)
                    .update();
        }
        jdbc.sql("VACUUM ANALYZE security.audit_event").update();
    }

    /** Bytes a record of each table of the audit and of each of its indexes, and of all. */
    public List<List<String>> bytesPerRecord() {
        jdbc.sql("VACUUM ANALYZE security.audit_event").update();
        jdbc.sql("VACUUM ANALYZE security.audit_chain").update();
        double records =
                jdbc.sql("SELECT count(*) FROM security.audit_event").query(Long.class).single();
        var rows = new ArrayList<List<String>>();
        var sum = new double[1];
        jdbc.sql(
                        """
                        SELECT c.relname::text, CASE c.relkind WHEN 'i' THEN 'index'
                            ELSE 'table' END, pg_relation_size(c.oid)
                        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname = 'security' AND c.relkind IN ('r', 'i')
                          AND (c.relname LIKE 'audit\\_event%' OR c.relname LIKE 'audit\\_chain%')
                        ORDER BY 3 DESC
                        """)
                .query(row -> {
                    double bytes = row.getLong(3) / records;
                    sum[0] += bytes;
                    rows.add(List.of(row.getString(1), row.getString(2), number(bytes)));
                });
        rows.add(List.of("all", "", number(sum[0])));
        return rows;
    }

    private static String number(double bytes) {
        return String.format(Locale.ROOT, "%.0f", bytes);
    }
}
