// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import javax.sql.DataSource;

/** What whoever operates a hub wants to know of searches and transfers; it names no patient. */
public final class OperationQueries {

    private final JdbcClient jdbc;

    public OperationQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Jobs that were due before then and that nobody has taken. */
    public long lateJobs(Instant due) {
        return jdbc.sql(
                        """
                        select count(*) from retrieval.scheduled_tasks
                        where not picked and execution_time < ?
                        """)
                .param(due.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Sources whose newest answer since then is that they were late or failed, by id. */
    public List<String> silentSources(Instant since) {
        return List.copyOf(
                jdbc.sql(
                                """
                                select source from (
                                    select distinct on (a.source) a.source, a.outcome
                                    from retrieval.search s
                                    join retrieval.search_answer a on a.search = s.id
                                    where s.started_at >= ?
                                    order by a.source, s.started_at desc
                                ) newest
                                where outcome in ('LATE', 'FAILED') order by source
                                """)
                        .param(since.atOffset(ZoneOffset.UTC))
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** So many transfers from a source are in a state. */
    public record Count(String source, String state, long number) {}

    /** How many transfers there are, by source and state. */
    public List<Count> transfers() {
        return List.copyOf(
                jdbc.sql(
                                """
                                select source, state, count(*) from retrieval.transfer
                                group by source, state
                                """)
                        .query((row, _) ->
                                new Count(row.getString(1), row.getString(2), row.getLong(3)))
                        .list());
    }
}
