// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.delivery.Delivery;
import spiders.security.User;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Fiches on their way. */
public final class DeliveryStore {

    private final JdbcClient jdbc;

    DeliveryStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Queues one; false where the same is under way. */
    public boolean add(Delivery delivery, User by) {
        return jdbc.sql(
                                """
                                insert into rcp.delivery (id, board_case, version, recipient, state,
                                    due, ordered_by, ordered_name, ordered, changed)
                                values (?, ?, ?, ?, 'QUEUED', ?, ?, ?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(delivery.id(), delivery.boardCase(), delivery.version())
                        .params(delivery.recipient(), time(delivery.due()))
                        .params(by.name().value(), by.displayName())
                        .params(time(delivery.changed()), time(delivery.changed()))
                        .update()
                == 1;
    }

    /** Those of a case, the newest first. */
    public List<Delivery> of(UUID boardCase) {
        return jdbc.sql("select * from rcp.delivery where board_case = ? order by ordered desc, id")
                .param(boardCase)
                .query((row, _) -> delivery(row))
                .list();
    }

    /** Takes the one that is due first, so that no other node does; it is committed as SENDING. */
    public Optional<Delivery> claim(Instant now) {
        return jdbc.sql(
                        """
                        update rcp.delivery set state = 'SENDING', attempts = attempts + 1,
                            changed = ?
                        where id = (select id from rcp.delivery
                            where state = 'QUEUED' and due <= ? order by due, id limit 1
                            for update skip locked)
                        returning *
                        """)
                .params(time(now), time(now))
                .query((row, _) -> delivery(row))
                .optional();
    }

    /** Writes what became of one that was claimed. */
    public void settle(UUID id, Delivery.State state, Instant due, String reason, Instant now) {
        jdbc.sql(
                        """
                        update rcp.delivery set state = ?, due = ?, reason = ?, changed = ?
                        where id = ? and state = 'SENDING'
                        """)
                .params(state.name(), time(due), reason, time(now), id)
                .update();
    }

    /** Those that were claimed before then and never settled: their node died. */
    public int abandon(Instant before, String reason, Instant now) {
        return jdbc.sql(
                        """
                        update rcp.delivery set state = 'UNKNOWN', reason = ?, changed = ?
                        where state = 'SENDING' and changed < ?
                        """)
                .params(reason, time(now), time(before))
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("board_case", UUID.class),
                row.getInt("version"),
                row.getString("recipient"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("due", OffsetDateTime.class).toInstant(),
                row.getString("reason"),
                row.getString("ordered_name"),
                row.getObject("changed", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
