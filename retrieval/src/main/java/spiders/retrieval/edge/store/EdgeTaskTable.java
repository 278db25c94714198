// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** What edges are asked, and when each was last heard of. */
public final class EdgeTaskTable {

    private static final int MOST_GIVEN = 32;

    private final JdbcClient jdbc;

    /** What is asked for the first time; times beside its end are those of the database's rows. */
    public record NewTask(
            UUID id,
            String edge,
            String source,
            String authority,
            String study,
            String kind,
            String order,
            Instant asked,
            Instant ends) {}

    /** A task for its edge. */
    public record Given(UUID id, String order) {}

    /** How a task stands; the answer is "" before there is one. */
    public record Standing(State state, String answer) {}

    /** How far a task has come. */
    public enum State {
        WAITING,
        GIVEN,
        DONE,
        DROPPED
    }

    /** Whose objects come under a fetching task. */
    public record Fetching(String source, String authority, UID study) {}

    public EdgeTaskTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    public void add(NewTask task) {
        jdbc.sql(
                        """
                        insert into retrieval.edge_task (id, edge, source, authority, study, kind,
                            task_order, state, asked_at, ends_at)
                        values (?, ?, ?, ?, ?, ?, ?, 'WAITING', ?, ?)
                        """)
                .params(
                        task.id(),
                        task.edge(),
                        task.source(),
                        task.authority(),
                        task.study(),
                        task.kind(),
                        task.order(),
                        time(task.asked()),
                        time(task.ends()))
                .update();
    }

    /** The open tasks of an edge that it does not hold, oldest first, given to it from now on. */
    public List<Given> give(String edge, Collection<UUID> holding, Instant now) {
        return jdbc.sql(
                        """
                        with due as (
                            select id from retrieval.edge_task
                            where edge = ? and state in ('WAITING', 'GIVEN')
                                and ends_at > ? and not id = any(?)
                            order by number limit ? for update skip locked),
                        given as (
                            update retrieval.edge_task set state = 'GIVEN', given_at = ?
                            where id in (select id from due)
                            returning id, number, task_order)
                        select id, task_order from given order by number
                        """)
                .params(edge, time(now), ids(holding), MOST_GIVEN, time(now))
                .query((row, _) ->
                        new Given(
                                UUID.fromString(row.getString("id")), row.getString("task_order")))
                .list();
    }

    /** Those of the tasks that nobody waits for. */
    public Set<UUID> notAwaited(String edge, Set<UUID> holding) {
        var open =
                jdbc.sql(
                                """
                                select id from retrieval.edge_task
                                where edge = ? and id = any(?) and state in ('WAITING', 'GIVEN')
                                """)
                        .params(edge, ids(holding))
                        .query((row, _) -> UUID.fromString(row.getString("id")))
                        .list();
        var others = new HashSet<>(holding);
        others.removeAll(open);
        return Set.copyOf(others);
    }

    /** Keeps an answer; false where the edge has no such task that waits for one. */
    public boolean answer(String edge, UUID task, String answer) {
        return jdbc.sql(
                                """
                                update retrieval.edge_task set state = 'DONE', answer = ?
                                where id = ? and edge = ? and state in ('WAITING', 'GIVEN')
                                """)
                        .params(answer, task, edge)
                        .update()
                == 1;
    }

    public Optional<Standing> standing(UUID task) {
        return jdbc.sql("select state, answer from retrieval.edge_task where id = ?")
                .param(task)
                .query((row, _) ->
                        new Standing(
                                State.valueOf(row.getString("state")), row.getString("answer")))
                .optional();
    }

    /** A fetching task of this edge, ended or not; one that was dropped is none. */
    public Optional<Fetching> fetching(String edge, UUID task) {
        return jdbc.sql(
                        """
                        select source, authority, study from retrieval.edge_task
                        where id = ? and edge = ? and kind = 'FETCH' and state <> 'DROPPED'
                        """)
                .params(task, edge)
                .query((row, _) ->
                        new Fetching(
                                row.getString("source"),
                                row.getString("authority"),
                                new UID(row.getString("study"))))
                .optional();
    }

    /** The task that fetches objects of the study from the source, and has not ended. */
    public Optional<UUID> openFetch(String edge, String source, UID study, Instant now) {
        return jdbc.sql(
                        """
                        select id from retrieval.edge_task
                        where edge = ? and source = ? and study = ? and kind = 'FETCH'
                            and state in ('WAITING', 'GIVEN') and ends_at > ?
                        order by number desc limit 1
                        """)
                .params(edge, source, study.value(), time(now))
                .query((row, _) -> UUID.fromString(row.getString("id")))
                .optional();
    }

    /** Has the edge stop, and forget what it holds for such tasks. */
    public void dropFetches(String source, UID study) {
        jdbc.sql(
                        """
                        update retrieval.edge_task set state = 'DROPPED'
                        where source = ? and study = ? and kind = 'FETCH'
                            and state in ('WAITING', 'GIVEN')
                        """)
                .params(source, study.value())
                .update();
    }

    public void remove(UUID task) {
        jdbc.sql("delete from retrieval.edge_task where id = ?").param(task).update();
    }

    /** Removes what ended before. */
    public void removeEnded(Instant now) {
        jdbc.sql("delete from retrieval.edge_task where ends_at < ?").param(time(now)).update();
    }

    /** Notes that an edge was heard of. */
    public void seen(String edge, Instant at, String settings, long spooled) {
        jdbc.sql(
                        """
                        insert into retrieval.edge_contact (edge, seen_at, settings, spooled)
                        values (?, ?, ?, ?)
                        on conflict (edge) do update set seen_at = excluded.seen_at,
                            settings = excluded.settings, spooled = excluded.spooled
                        """)
                .params(edge, time(at), settings, spooled)
                .update();
    }

    /** Notes that an edge was heard of, and nothing more. */
    public void seen(String edge, Instant at) {
        jdbc.sql("update retrieval.edge_contact set seen_at = ? where edge = ?")
                .params(time(at), edge)
                .update();
    }

    /** When the edge was last heard of. */
    public Optional<Instant> lastSeen(String edge) {
        return jdbc.sql("select seen_at from retrieval.edge_contact where edge = ?")
                .param(edge)
                .query((row, _) -> row.getObject("seen_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    private static UUID[] ids(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
