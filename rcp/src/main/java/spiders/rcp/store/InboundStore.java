// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.rcp.inbound.Envelope;
import spiders.rcp.inbound.InboundAnswer;
import spiders.rcp.inbound.InboundProblem;
import spiders.rcp.inbound.Received;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Messages that came in, and which case each order is. */
public final class InboundStore {

    private final JdbcClient jdbc;

    InboundStore(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
    }

    /** Lets no other transaction act on what a sender names so until this one ends. */
    public void lock(String sender, String name) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 7)) is null")
                .param(sender + "\n" + name)
                .query(Boolean.class)
                .single();
    }

    /** The digest of the message that had this control id first, whatever became of it. */
    public Optional<String> digest(Envelope envelope) {
        return jdbc.sql(
                        """
                        select digest from rcp.inbound_message where sender = ? and control_id = ?
                        """)
                .params(envelope.sender(), envelope.controlId())
                .query(String.class)
                .optional();
    }

    /** What was answered to a message that was taken before. */
    public Optional<InboundAnswer.Taken> taken(Envelope envelope) {
        return jdbc.sql(
                        """
                        select outcome, board_case from rcp.inbound_message
                        where sender = ? and control_id = ? and outcome <> 'REFUSED'
                        """)
                .params(envelope.sender(), envelope.controlId())
                .query((row, _) ->
                        new InboundAnswer.Taken(
                                InboundAnswer.Deed.valueOf(row.getString("outcome")),
                                row.getObject("board_case", UUID.class)))
                .optional();
    }

    /** The newest message of an order that was taken. */
    public record Newest(String digest, InboundAnswer.Taken answer) {}

    /** The newest that was taken of those whose control id is this, a full stop and a number. */
    public Optional<Newest> newest(String sender, String order) {
        return jdbc.sql(
                        """
                        select digest, outcome, board_case from rcp.inbound_message
                        where sender = ? and starts_with(control_id, ?) and outcome <> 'REFUSED'
                        order by split_part(control_id, '.', 2)::int desc limit 1
                        """)
                .params(sender, order + ".")
                .query((row, _) ->
                        new Newest(
                                row.getString("digest"),
                                new InboundAnswer.Taken(
                                        InboundAnswer.Deed.valueOf(row.getString("outcome")),
                                        row.getObject("board_case", UUID.class))))
                .optional();
    }

    /**
     * The number after the control id of an order's next message: that of the last one again where
     * this is the same, which was refused.
     */
    public int next(String sender, String order, String digest) {
        return jdbc.sql(
                        """
                        select split_part(control_id, '.', 2)::int
                            + case when digest = ? then 0 else 1 end as number
                        from rcp.inbound_message
                        where sender = ? and starts_with(control_id, ?)
                        order by split_part(control_id, '.', 2)::int desc limit 1
                        """)
                .params(digest, sender, order + ".")
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    /** Writes that a message was taken; an earlier refusal of it is forgotten. */
    public void take(Envelope envelope, InboundAnswer.Taken answer, Instant now) {
        jdbc.sql(
                        """
                        insert into rcp.inbound_message
                            (sender, control_id, digest, kind, received, outcome, board_case)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (sender, control_id) do update
                        set digest = excluded.digest, kind = excluded.kind,
                            received = excluded.received, outcome = excluded.outcome,
                            problem = '', place = '', board_case = excluded.board_case
                        """)
                .params(envelope.sender(), envelope.controlId(), envelope.digest())
                .params(envelope.kind(), now.atOffset(ZoneOffset.UTC), answer.deed().name())
                .param(answer.boardCase())
                .update();
    }

    /** Writes that a message was refused, unless it was taken or its id is that of another. */
    public void refuse(Envelope envelope, InboundProblem problem, Instant now) {
        jdbc.sql(
                        """
                        insert into rcp.inbound_message as m
                            (sender, control_id, digest, kind, received, outcome, problem, place)
                        values (?, ?, ?, ?, ?, 'REFUSED', ?, ?)
                        on conflict (sender, control_id) do update
                        set kind = excluded.kind, received = excluded.received,
                            problem = excluded.problem, place = excluded.place
                        where m.outcome = 'REFUSED' and m.digest = excluded.digest
                        """)
                .params(envelope.sender(), envelope.controlId(), envelope.digest())
                .params(envelope.kind(), now.atOffset(ZoneOffset.UTC), problem.kind().name())
                .param(problem.where())
                .update();
    }

    /**
     * What came in since a time, the newest first, two hundred at most; and before them all that is
     * held, however long ago it came.
     */
    public List<Received> since(Instant first) {
        return jdbc.sql(
                        """
                        with named as (
                            select m.*, exists (select from rcp.inbound_held h
                                where h.sender = m.sender and h.control_id = m.control_id) as waits
                            from rcp.inbound_message m),
                        newest as (
                            select * from named where received >= ? and not waits
                            order by received desc, sender, control_id limit 200)
                        select * from named where waits union all select * from newest
                        order by waits desc, received desc, sender, control_id
                        """)
                .param(first.atOffset(ZoneOffset.UTC))
                .query((row, _) -> received(row))
                .list();
    }

    private static Received received(ResultSet row) throws SQLException {
        var outcome = row.getString("outcome");
        var answer =
                outcome.equals("REFUSED")
                        ? new InboundAnswer.Refused(
                                new InboundProblem(
                                        InboundProblem.Kind.valueOf(row.getString("problem")),
                                        row.getString("place")))
                        : new InboundAnswer.Taken(
                                InboundAnswer.Deed.valueOf(outcome),
                                row.getObject("board_case", UUID.class));
        return new Received(
                row.getString("sender"),
                row.getString("control_id"),
                row.getString("kind"),
                row.getObject("received", OffsetDateTime.class).toInstant(),
                answer,
                row.getString("placed_by"));
    }

    /** The case that a sender's order is. */
    public Optional<UUID> boardCase(String sender, String order) {
        return jdbc.sql(
                        """
                        select board_case from rcp.inbound_order where sender = ? and placer = ?
                        """)
                .params(sender, order)
                .query(UUID.class)
                .optional();
    }

    /** From now on the order is this case. */
    public void link(String sender, String order, UUID boardCase) {
        jdbc.sql(
                        """
                        insert into rcp.inbound_order (sender, placer, board_case) values (?, ?, ?)
                        on conflict (sender, placer) do update
                        set board_case = excluded.board_case
                        """)
                .params(sender, order, boardCase)
                .update();
    }

    /** Whether any order of any sender is this case. */
    public boolean isOrdered(UUID boardCase) {
        return jdbc.sql("select exists (select 1 from rcp.inbound_order where board_case = ?)")
                .param(boardCase)
                .query(Boolean.class)
                .single();
    }

    public void unlink(String sender, String order) {
        jdbc.sql("delete from rcp.inbound_order where sender = ? and placer = ?")
                .params(sender, order)
                .update();
    }
}
