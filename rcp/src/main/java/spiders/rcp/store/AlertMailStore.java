// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.BoardId;
import spiders.rcp.preparation.AlertKind;
import spiders.rcp.preparation.AlertToTell;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Which alerts each address of a board was told of by mail. */
public final class AlertMailStore {

    private final JdbcClient jdbc;

    public AlertMailStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /**
     * The open alerts of a board that nobody sees to and an address was not told of, the next
     * sessions first; one that was told since a moment, cleared and raised again is left out.
     *
     * @param sessionsFrom the first day of the sessions
     */
    public List<AlertToTell> untold(
            BoardId board, String to, LocalDate sessionsFrom, Instant since) {
        return jdbc.sql(
                        """
                        select a.id, a.board_case, a.kind, a.arguments, s.on_date, s.at_time
                        from rcp.alert a join rcp.session s on s.id = a.session
                        where s.board = ? and s.on_date >= ? and s.state = 'PLANNED'
                            and a.cleared is null and a.taken_at is null
                            and not exists (select from rcp.alert b
                                join rcp.alert_told t on t.alert = b.id
                                where b.board_case = a.board_case and b.kind = a.kind
                                    and b.subject = a.subject and t.address in ('', ?)
                                    and (b.id = a.id or t.told >= ?))
                        order by s.on_date, s.at_time, a.board_case, a.since, a.kind, a.subject
                        limit 200
                        """)
                .params(board.value(), sessionsFrom, to, time(since))
                .query((row, _) ->
                        new AlertToTell(
                                row.getObject("id", UUID.class),
                                row.getObject("board_case", UUID.class),
                                AlertKind.valueOf(row.getString("kind")),
                                List.of((String[]) row.getArray("arguments").getArray()),
                                row.getDate("on_date")
                                        .toLocalDate()
                                        .atTime(row.getTime("at_time").toLocalTime())))
                .list();
    }

    /** When an address of the board was last written to. */
    public Optional<Instant> lastSent(BoardId board, String to) {
        return jdbc.sql(
                        """
                        select sent from rcp.alert_mail where board = ? and address in ('', ?)
                        order by sent desc limit 1
                        """)
                .params(board.value(), to)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Writes that an address of the board was told of these. */
    public void told(BoardId board, String to, Collection<UUID> alerts, Instant at) {
        jdbc.sql(
                        """
                        insert into rcp.alert_told (alert, address, told)
                        select id, ?, ? from rcp.alert where id = any (?)
                        on conflict do nothing
                        """)
                .params(to, time(at), alerts.toArray(UUID[]::new))
                .update();
        jdbc.sql(
                        """
                        insert into rcp.alert_mail (board, address, sent) values (?, ?, ?)
                        on conflict (board, address) do update set sent = excluded.sent
                        """)
                .params(board.value(), to, time(at))
                .update();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
