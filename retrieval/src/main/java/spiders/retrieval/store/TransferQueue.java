// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.retrieval.Message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** In which order transfers come, and what persons asked of them meanwhile. */
public final class TransferQueue {

    private static final Duration MEASURED = Duration.ofDays(14);
    private static final String FINAL = "('VERIFIED', 'INCOMPLETE', 'FAILED', 'CANCELLED')";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    public TransferQueue(DataSource database, InstantSource clock) {
        this.jdbc = JdbcClient.create(database);
        this.clock = clock;
    }

    /**
     * What persons asked of a transfer that has not ended.
     *
     * @param held it is to wait until somebody lets it go on
     * @param hurried it is to come before others, quiet hours or not
     */
    public record Asked(boolean cancel, boolean held, boolean hurried) {}

    /** What was asked of a transfer; of one that is gone, that it stops. */
    public Asked asked(UUID id) {
        return jdbc.sql("select cancel_asked, held, hurried from retrieval.transfer where id = ?")
                .param(id)
                .query((row, _) ->
                        new Asked(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
                .optional()
                .orElse(new Asked(true, false, false));
    }

    /** Orders for one case come one after the other until the transaction ends. */
    public void lock(UUID boardCase) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param("spiders.retrieval/order/" + boardCase)
                .query((_, _) -> true)
                .list();
    }

    /**
     * Marks a transfer as held, in the words of a message; not where a person has meanwhile let it
     * go on, or stopped it.
     */
    public boolean markHeld(UUID id, Message message, String detail) {
        return mark(id, "HELD", message, detail, "held and not cancel_asked");
    }

    /** Marks a transfer as waiting for its source's hours. */
    public void markSpared(UUID id, Message message, String detail) {
        mark(id, "ORDERED", message, detail, "true");
    }

    private boolean mark(UUID id, String state, Message message, String detail, String where) {
        return jdbc.sql(
                                """
                                update retrieval.transfer
                                set state = ?, message = ?, arguments = ?, detail = ?,
                                    changed_at = now()
                                where id = ? and state not in %s and %s
                                """
                                        .formatted(FINAL, where))
                        .params(state, message.key())
                        .param(Rows.array(message.arguments()))
                        .params(detail, id)
                        .update()
                == 1;
    }

    /** A job that broke stands in nobody's way until it is tried again. */
    public void fault(UUID id) {
        jdbc.sql(
                        """
                        update retrieval.transfer
                        set state = 'RETRYING', fruitless = fruitless + 1, changed_at = now()
                        where id = ? and state in ('ORDERED', 'RUNNING')
                        """)
                .param(id)
                .update();
    }

    /** Notes that a transfer has no turn yet, whatever it was doing when the hub ended. */
    public void waits(UUID id) {
        jdbc.sql(
                        """
                        update retrieval.transfer set state = 'ORDERED', changed_at = now()
                        where id = ? and state = 'RUNNING'
                        """)
                .param(id)
                .update();
    }

    /**
     * How many transfers of its source run or wait before this one; one that waits for another of
     * its own study takes no turn.
     */
    public int before(UUID id) {
        return jdbc.sql(
                        """
                        select count(*) from retrieval.transfer o, retrieval.transfer t
                        where t.id = ? and o.source = t.source and o.id <> t.id
                            and o.state in ('ORDERED', 'RUNNING') and not o.held
                            and not o.cancel_asked
                            and (o.state = 'RUNNING' or not exists (
                                select 1 from retrieval.transfer r where r.study = o.study
                                    and r.id <> o.id and r.state = 'RUNNING'))
                            and (not o.hurried, coalesce(o.needed_at, 'infinity'), o.number)
                              < (not t.hurried, coalesce(t.needed_at, 'infinity'), t.number)
                        """)
                .param(id)
                .query(Integer.class)
                .single();
    }

    /** The transfers of a source that are next, the first one first. */
    public List<UUID> next(String source, int most) {
        return jdbc.sql(
                        """
                        select id from retrieval.transfer
                        where source = ? and state = 'ORDERED' and not held
                        order by not hurried, coalesce(needed_at, 'infinity'), number limit ?
                        """)
                .params(source, most)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    /** Says when a transfer is needed. */
    public void need(UUID id, Instant at) {
        jdbc.sql(
                        """
                        update retrieval.transfer set needed_at = ?
                        where id = ? and needed_at is distinct from ?
                        """)
                .params(Rows.time(at), id, Rows.time(at))
                .update();
    }

    /** When a transfer is needed; empty where nothing waits for it. */
    public Optional<Instant> neededAt(UUID id) {
        return jdbc.sql(
                        "select needed_at from retrieval.transfer"
                                + " where id = ? and needed_at is not null")
                .param(id)
                .query((row, _) -> Rows.instant(row, "needed_at"))
                .optional();
    }

    /** Keeps when a transfer was first forecast to be there. */
    public void promise(UUID id, Instant at) {
        jdbc.sql("update retrieval.transfer set promised = ? where id = ? and promised is null")
                .params(Rows.time(at), id)
                .update();
    }

    /** Holds or lets go on what has not ended; whether that changed anything. */
    public boolean hold(UUID id, boolean held) {
        return jdbc.sql(
                                """
                                update retrieval.transfer set held = ?,
                                    state = case when state = 'HELD' then 'ORDERED' else state end,
                                    changed_at = now()
                                where id = ? and held <> ? and state not in %s
                                """
                                        .formatted(FINAL))
                        .params(held, id, held)
                        .update()
                == 1;
    }

    /** Puts before the others what has not ended; whether that changed anything. */
    public boolean hurry(UUID id) {
        return jdbc.sql(
                                """
                                update retrieval.transfer set hurried = true, changed_at = now()
                                where id = ? and not hurried and state not in %s
                                """
                                        .formatted(FINAL))
                        .param(id)
                        .update()
                == 1;
    }

    /**
     * A transfer that has not ended.
     *
     * @param expected instances as far as they are known; 0 where nothing is
     * @param bytes of the {@code received} instances
     * @param fruitless how many of its attempts in a row brought nothing
     */
    public record Standing(
            UUID id,
            String source,
            boolean running,
            int fruitless,
            boolean hurried,
            Optional<Instant> promised,
            int expected,
            int received,
            long bytes) {}

    /** Those that have not ended and are not held, in the order in which they come. */
    public List<Standing> standing() {
        return jdbc.sql(
                        """
                        select id, source, state, fruitless, hurried, promised,
                            greatest(expected, claimed) as expected, received, bytes
                        from retrieval.transfer
                        where state not in %s and not held
                        order by state <> 'RUNNING', not hurried,
                            coalesce(needed_at, 'infinity'), number
                        """
                                .formatted(FINAL))
                .query((row, _) -> standing(row))
                .list();
    }

    private static Standing standing(ResultSet row) throws SQLException {
        var promised = Optional.ofNullable(row.getObject("promised", OffsetDateTime.class));
        return new Standing(
                Rows.uuid(row, "id"),
                row.getString("source"),
                "RUNNING".equals(row.getString("state")),
                row.getInt("fruitless"),
                row.getBoolean("hurried"),
                promised.map(OffsetDateTime::toInstant),
                row.getInt("expected"),
                row.getInt("received"),
                row.getLong("bytes"));
    }

    /**
     * What the transfers of the last fortnight came to.
     *
     * @param likely bytes a second of a transfer, the median
     * @param cautious bytes a second that four transfers of five reach
     * @param object bytes of an object on average
     */
    public record Measured(double likely, double cautious, double object) {}

    /** Of each source that brought at least three studies in a fortnight. */
    public Map<String, Measured> measured() {
        var measured = new HashMap<String, Measured>();
        jdbc.sql(
                        """
                        select source,
                            percentile_cont(0.5) within group (order by speed) as likely,
                            percentile_cont(0.2) within group (order by speed) as cautious,
                            sum(bytes) * 1.0 / sum(received) as object
                        from (
                            select source, bytes, received, bytes * 1000.0 / running_millis as speed,
                                row_number() over
                                    (partition by source order by verified_at desc) as newest
                            from retrieval.transfer
                            where verified_at > ? and bytes > 0
                                and fetched >= expected and running_millis > 0 and received > 0
                        ) recent
                        where newest <= 50 group by source having count(*) >= 3
                        """)
                .param(Rows.time(clock.instant().minus(MEASURED)))
                .query(row -> {
                    measured.put(
                            row.getString("source"),
                            new Measured(
                                    row.getDouble("likely"),
                                    row.getDouble("cautious"),
                                    row.getDouble("object")));
                });
        return Map.copyOf(measured);
    }
}
