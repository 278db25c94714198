// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.CaseForm;
import spiders.rcp.Vouched;
import spiders.rcp.inbound.Held;
import spiders.rcp.inbound.InboundAnswer.Deed;
import spiders.security.UserName;

import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Orders that wait for a person, and how long anything that came in is kept. */
public final class HeldStore {

    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    HeldStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Holds an order instead of what was held of it; its message must have been noted. */
    public void hold(Held held) {
        jdbc.sql(
                        """
                        delete from rcp.inbound_held
                        where sender = ? and (placer = ? or control_id = ?)
                        """)
                .params(held.sender(), held.order(), held.controlId())
                .update();
        jdbc.sql(
                        """
                        insert into rcp.inbound_held (id, sender, placer, control_id, account,
                            account_name, board, code, begins, form, held)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
                        """)
                .params(held.id(), held.sender(), held.order(), held.controlId())
                .params(held.account().value(), held.accountName(), held.board())
                .params(held.code(), held.begins(), json.writeValueAsString(held.form()))
                .param(held.since().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Under which number the very same is held of an order, if it is. */
    public Optional<UUID> held(Held same) {
        return jdbc.sql(
                        """
                        select id from rcp.inbound_held
                        where sender = ? and placer = ? and control_id = ? and board = ?
                            and code = ? and begins = ? and form = ?::jsonb
                        """)
                .params(same.sender(), same.order(), same.controlId(), same.board())
                .params(same.code(), same.begins())
                .param(json.writeValueAsString(same.form()))
                .query(UUID.class)
                .optional();
    }

    /** Holds the order no more. */
    public void release(String sender, String order) {
        jdbc.sql("delete from rcp.inbound_held where sender = ? and placer = ?")
                .params(sender, order)
                .update();
    }

    /** All that waits, the oldest first. */
    public List<Held> all() {
        return jdbc.sql("select * from rcp.inbound_held order by held, id")
                .query((row, _) -> held(row))
                .list();
    }

    /** What waits under this id. */
    public Optional<Held> held(UUID id) {
        return jdbc.sql("select * from rcp.inbound_held where id = ?")
                .param(id)
                .query((row, _) -> held(row))
                .optional();
    }

    private Held held(ResultSet row) throws SQLException {
        return new Held(
                row.getObject("id", UUID.class),
                row.getString("sender"),
                row.getString("placer"),
                row.getString("control_id"),
                new UserName(row.getString("account")),
                row.getString("account_name"),
                row.getString("board"),
                row.getString("code"),
                row.getObject("begins", LocalDateTime.class),
                json.readValue(row.getString("form"), CaseForm.class),
                row.getObject("held", OffsetDateTime.class).toInstant());
    }

    /** Writes that a person did what the message asked for: sent again, it is answered so. */
    public void placed(Held held, Deed deed, UUID boardCase, String by) {
        jdbc.sql(
                        """
                        update rcp.inbound_message
                        set outcome = ?, problem = '', place = '', board_case = ?, placed_by = ?
                        where sender = ? and control_id = ?
                        """)
                .params(deed.name(), boardCase, by, held.sender(), held.controlId())
                .update();
    }

    /** Writes what a person vouched for, of an order that is a case. */
    public void vouch(Vouched vouched) {
        jdbc.sql(
                        """
                        insert into rcp.inbound_vouched
                            (sender, placer, identity, name, code, begins, session)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (sender, placer) do update
                        set identity = excluded.identity, name = excluded.name,
                            code = excluded.code, begins = excluded.begins,
                            session = excluded.session
                        """)
                .params(vouched.sender(), vouched.order(), vouched.identity(), vouched.name())
                .params(vouched.code(), vouched.begins(), vouched.session())
                .update();
    }

    /** What a person vouched for, of an order. */
    public Optional<Vouched> vouched(String sender, String order) {
        return jdbc.sql("select * from rcp.inbound_vouched where sender = ? and placer = ?")
                .params(sender, order)
                .query((row, _) ->
                        new Vouched(
                                row.getString("sender"),
                                row.getString("placer"),
                                row.getString("identity"),
                                row.getString("name"),
                                row.getString("code"),
                                row.getObject("begins", LocalDateTime.class),
                                row.getObject("session", UUID.class)))
                .optional();
    }

    /**
     * Forgets messages and orders: those of sessions before a day, and those that led to none and
     * came before a moment.
     *
     * @return how many messages
     */
    public int forget(Instant before, LocalDate sessionsBefore) {
        jdbc.sql(
                        """
                        delete from rcp.inbound_order o using rcp.board_case c, rcp.session s
                        where c.id = o.board_case and s.id = c.session and s.on_date < ?
                        """)
                .param(sessionsBefore)
                .update();
        return jdbc.sql(
                        """
                        delete from rcp.inbound_message m
                        where m.received < ? and not exists (
                            select from rcp.board_case c join rcp.session s on s.id = c.session
                            where c.id = m.board_case and s.on_date >= ?)
                        """)
                .params(before.atOffset(ZoneOffset.UTC), sessionsBefore)
                .update();
    }
}
