// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.Indicators;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;

import javax.sql.DataSource;

/** Counts what boards did. */
public final class IndicatorStore {

    /** Cases that were to be presented, each with its newest fiche, approved ones first. */
    private static final String CASES =
            """
            with presented as (
                select c.id, c.session, c.created, c.centres, d.began, f.content, f.approval, a.first_approved,
                    (s.on_date + s.at_time) at time zone 'Europe/Paris' as met
                from rcp.board_case c
                join rcp.session s on s.id = c.session
                left join rcp.discussion d on d.board_case = c.id
                left join lateral (
                    select content, approval from rcp.fiche where board_case = c.id
                    order by (approval is null), version desc limit 1) f on true
                left join lateral (
                    select min((approval ->> 'at')::timestamptz) as first_approved
                    from rcp.fiche where board_case = c.id) a on true
                where s.board = :board and s.state = 'PLANNED'
                    and s.on_date between :first and :last
                    and c.state = 'SUBMITTED')
            """;

    private final JdbcClient jdbc;

    public IndicatorStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** The numbers of a board's sessions between two days, both included. */
    public Indicators of(BoardId board, LocalDate first, LocalDate last) {
        var all =
                jdbc.sql(
                                CASES
                                        + """
                                        select count(distinct session) as sessions,
                                            count(*) as cases, count(began) as discussed,
                                            count(*) filter (where (content
                                                -> 'framework' ->> 'registered')::boolean)
                                                as registered,
                                            count(*) filter (where content
                                                -> 'decision' ->> 'outcome' = 'POSTPONED')
                                                as postponed,
                                            count(*) filter (where content
                                                -> 'decision' ->> 'outcome' = 'NO_PROPOSAL')
                                                as unproposed,
                                            count(approval) as approved,
                                            count(*) filter (where approval ->> 'discussed'
                                                is not null) as discussed_approved,
                                            count(*) filter (where approval ->> 'discussed'
                                                is not null and approval ->> 'quorum' = 'REACHED')
                                                as quorum,
                                            percentile_cont(0.5) within group (order by
                                                extract(epoch from met - created) / 86400)
                                                as days_before,
                                            percentile_cont(0.5) within group (order by
                                                extract(epoch from first_approved - met) / 86400)
                                                as days_after
                                        from presented
                                        """)
                        .param("board", board.value())
                        .param("first", first)
                        .param("last", last)
                        .query((row, _) -> indicators(row))
                        .single();
        return all.from(centres(board, first, last));
    }

    private List<Indicators.OfCentre> centres(BoardId board, LocalDate first, LocalDate last) {
        return jdbc.sql(
                        CASES
                                + """
                                select centre, count(*) as cases, count(approval) as approved
                                from presented cross join lateral unnest(centres) as centre
                                group by centre order by cases desc, centre
                                """)
                .param("board", board.value())
                .param("first", first)
                .param("last", last)
                .query((row, _) ->
                        new Indicators.OfCentre(
                                row.getString("centre"),
                                row.getInt("cases"),
                                row.getInt("approved")))
                .list();
    }

    private static Indicators indicators(ResultSet row) throws SQLException {
        return new Indicators(
                row.getInt("sessions"),
                row.getInt("cases"),
                row.getInt("discussed"),
                row.getInt("registered"),
                row.getInt("postponed"),
                row.getInt("unproposed"),
                row.getInt("approved"),
                row.getInt("quorum"),
                row.getInt("discussed_approved"),
                days(row, "days_before"),
                days(row, "days_after"),
                List.of());
    }

    private static OptionalDouble days(ResultSet row, String column) throws SQLException {
        double days = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(days);
    }
}
