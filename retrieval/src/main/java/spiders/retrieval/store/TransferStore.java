// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.dicom.data.UID;
import spiders.retrieval.BroughtStudy;
import spiders.retrieval.Message;
import spiders.retrieval.MissingSeries;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferManifest.Verification;
import spiders.retrieval.TransferState;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

/** Transfers: what was ordered, how far it is, how it ended. */
public final class TransferStore {

    private static final Set<TransferState> KNOWS_MISSING =
            Set.of(TransferState.INCOMPLETE, TransferState.FAILED, TransferState.RETRYING);
    private static final Duration MEASURED = Duration.ofDays(7);
    private static final String FINAL = "('VERIFIED', 'INCOMPLETE', 'FAILED', 'CANCELLED')";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    public TransferStore(DataSource database, InstantSource clock) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        this.clock = clock;
    }

    public void add(TransferOrder order) {
        jdbc.sql(
                        """
                        insert into retrieval.transfer (id, patient, study, source, authority,
                            claimed, session, board_case, ordered_by, ordered_at, state, changed_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'ORDERED', ?)
                        """)
                .params(order.id(), order.patient().value(), order.studyInstanceUID().value())
                .params(order.source(), order.authority(), order.claimed())
                .param(Rows.session(order.purpose()).stream().findFirst().orElse(null))
                .param(Rows.boardCase(order.purpose()).stream().findFirst().orElse(null))
                .params(order.by().value(), Rows.time(order.at()), Rows.time(order.at()))
                .update();
    }

    /** A transfer of this study for this case that has not ended, or has ended verified. */
    public Optional<UUID> standing(UUID boardCase, UID study) {
        return jdbc.sql(
                        """
                        select id from retrieval.transfer
                        where board_case = ? and study = ?
                            and state not in ('INCOMPLETE', 'FAILED', 'CANCELLED')
                        order by number desc limit 1
                        """)
                .params(boardCase, study.value())
                .query(UUID.class)
                .optional();
    }

    public Optional<TransferOrder> order(UUID id) {
        return jdbc.sql("select * from retrieval.transfer where id = ?")
                .param(id)
                .query((row, _) -> order(row))
                .optional();
    }

    public Optional<Transfer> transfer(UUID id) {
        return jdbc.sql("select * from retrieval.transfer where id = ?")
                .param(id)
                .query((row, _) -> transfer(row))
                .optional();
    }

    /** Those of the studies that were ordered for boards. */
    public List<BroughtStudy> brought(Collection<UID> studies) {
        return jdbc.sql(
                        """
                        select t.study, array_agg(distinct t.session) as sessions,
                            bool_or(t.state not in %s) as coming,
                            (select count(distinct i.sop) from retrieval.transfer_instance i
                                join retrieval.transfer o on o.id = i.transfer
                                where o.study = t.study
                                    and i.state in ('RECEIVED', 'VERIFIED')) as objects
                        from retrieval.transfer t
                        where t.study = any (?) and t.session is not null group by t.study
                        """
                                .formatted(FINAL))
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .query((row, _) ->
                        new BroughtStudy(
                                new UID(row.getString("study")),
                                Set.of((UUID[]) row.getArray("sessions").getArray()),
                                row.getInt("objects"),
                                row.getBoolean("coming")))
                .list();
    }

    /** Those of each of these cases that has any, in the order in which they were ordered. */
    public Map<UUID, List<Transfer>> of(Collection<UUID> cases) {
        var found = new HashMap<UUID, List<Transfer>>();
        var bare = new ArrayList<Map.Entry<UUID, Transfer>>();
        jdbc.sql("select * from retrieval.transfer where board_case = any (?) order by number")
                .param(cases.toArray(UUID[]::new))
                .query(row -> {
                    bare.add(Map.entry(Rows.uuid(row, "board_case"), bare(row)));
                });
        var missing = missing(bare.stream().map(Map.Entry::getValue).toList());
        for (var one : bare) {
            var transfer = one.getValue();
            found.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                    .add(transfer.missing(missing.getOrDefault(transfer.id(), List.of())));
        }
        return found;
    }

    /** Those of a patient that have not ended. */
    public List<Transfer> unfinished(PatientKey patient) {
        return jdbc.sql(
                        "select * from retrieval.transfer where patient = ? and state not in "
                                + FINAL)
                .param(patient.value())
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Those that have not ended and are to go on, or to stop: each must have its job. */
    public List<UUID> unfinished() {
        return jdbc.sql(
                        "select id from retrieval.transfer where (not held or cancel_asked)"
                                + " and state not in "
                                + FINAL)
                .query((row, _) -> Rows.uuid(row, "id"))
                .list();
    }

    /**
     * Begins an attempt; not while another transfer is at the same study, of which each object
     * would come twice. Of two that were at it when their process ended, the older one goes on.
     *
     * @return whether it began
     */
    public boolean begin(UUID id, UID study) {
        return Boolean.TRUE.equals(
                transaction.execute(_ -> {
                    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 0))")
                            .param("spiders.retrieval/study/" + study.value())
                            .query((_, _) -> true)
                            .list();
                    return begun(id);
                }));
    }

    private boolean begun(UUID id) {
        return jdbc.sql(
                                """
                                update retrieval.transfer t
                                set state = 'RUNNING', attempts = attempts + 1, message = '',
                                    arguments = '{}', detail = '', changed_at = now()
                                where id = ? and not exists (
                                    select 1 from retrieval.transfer o
                                    where o.study = t.study and o.id <> t.id
                                        and o.state = 'RUNNING'
                                        and (t.state <> 'RUNNING' or o.number < t.number))
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    public void progress(UUID id, Progress progress) {
        jdbc.sql(
                        """
                        update retrieval.transfer
                        set expected = ?, received = ?, refused = ?, fetched = ?, bytes = ?,
                            running_millis = ?, changed_at = now()
                        where id = ?
                        """)
                .params(progress.expected(), progress.received(), progress.refused())
                .params(progress.fetched(), progress.bytes(), progress.running().toMillis(), id)
                .update();
    }

    /** Ends an attempt, or the transfer. */
    public void state(UUID id, TransferState state, Message message, String detail) {
        jdbc.sql(
                        """
                        update retrieval.transfer
                        set state = ?, message = ?, arguments = ?, detail = ?, changed_at = now()
                        where id = ?
                        """)
                .params(state.name(), message.key())
                .param(Rows.array(message.arguments()))
                .params(detail, id)
                .update();
    }

    /**
     * Attempts in a row that brought nothing.
     *
     * @param lasting how many of the last of them ended in what does not pass by itself
     */
    public record Fruitless(int attempts, int lasting) {}

    /** Counts an attempt that brought nothing, or begins anew after one that did. */
    public Fruitless fruitless(UUID id, boolean broughtSomething, boolean lasting) {
        return jdbc.sql(
                        """
                        update retrieval.transfer
                        set fruitless = case when ? then 0 else fruitless + 1 end,
                            lasting = case when ? then lasting + 1 else 0 end
                        where id = ? returning fruitless, lasting
                        """)
                .params(broughtSomething, lasting && !broughtSomething, id)
                .query((row, _) -> new Fruitless(row.getInt("fruitless"), row.getInt("lasting")))
                .single();
    }

    /** It waits for what only others can mend: no attempt, and nobody can say when it ends. */
    public void stalled(UUID id) {
        jdbc.sql("update retrieval.transfer set fruitless = greatest(fruitless, 1) where id = ?")
                .param(id)
                .update();
    }

    public void verified(UUID id, int instances, Verification verification, Message message) {
        jdbc.sql(
                        """
                        update retrieval.transfer
                        set state = 'VERIFIED', verified = ?, verification = ?,
                            verified_at = ?, message = ?, arguments = ?, detail = '',
                            changed_at = now()
                        where id = ?
                        """)
                .params(instances, verification.name(), Rows.time(clock.instant()), message.key())
                .param(Rows.array(message.arguments()))
                .param(id)
                .update();
    }

    /** When and how the transfer was verified, if it was. */
    public record Verified(Instant at, Verification verification) {}

    public Optional<Verified> verified(UUID id) {
        return jdbc.sql(
                        """
                        select verified_at, verification from retrieval.transfer
                        where id = ? and state = 'VERIFIED'
                        """)
                .param(id)
                .query((row, _) ->
                        new Verified(
                                Rows.instant(row, "verified_at"),
                                Verification.valueOf(row.getString("verification"))))
                .optional();
    }

    /** Makes what is given up, stopped, or between two attempts an order again; whether it was. */
    public boolean reopen(UUID id) {
        return jdbc.sql(
                                """
                                update retrieval.transfer
                                set state = 'ORDERED', fruitless = 0, lasting = 0,
                                    cancel_asked = false, held = false, refused = 0,
                                    message = '', arguments = '{}', detail = '',
                                    changed_at = now()
                                where id = ? and (state in ('INCOMPLETE', 'FAILED', 'CANCELLED')
                                    or state = 'RETRYING' and not cancel_asked and not held)
                                """)
                        .param(id)
                        .update()
                == 1;
    }

    /** Asks the job to stop; returns whether the transfer had not ended. */
    public boolean askCancel(UUID id) {
        return jdbc.sql(
                                "update retrieval.transfer set cancel_asked = true where id = ?"
                                        + " and state not in "
                                        + FINAL)
                        .param(id)
                        .update()
                == 1;
    }

    /** Whether another transfer that goes on is to bring the study from this source. */
    public boolean isWantedByOthers(UUID id, String source, UID study) {
        return jdbc.sql(
                        "select exists (select 1 from retrieval.transfer where id <> ?"
                                + " and source = ? and study = ? and not cancel_asked"
                                + " and state not in "
                                + FINAL
                                + ")")
                .params(id, source, study.value())
                .query(Boolean.class)
                .single();
    }

    /** What an attempt tried and how it ended, in the source's words. */
    public void attempted(UUID id, String way, Instant startedAt, String outcome) {
        jdbc.sql(
                        """
                        insert into retrieval.transfer_attempt
                        select t.id, t.attempts,
                            (select count(*) from retrieval.transfer_attempt a
                             where a.transfer = t.id and a.number = t.attempts), ?, ?, ?
                        from retrieval.transfer t where t.id = ?
                        """)
                .params(way, Rows.time(startedAt), outcome, id)
                .update();
    }

    /** One way that was tried. */
    public record Attempt(int number, String way, Instant startedAt, String outcome) {}

    /** Every way tried so far, first one first. */
    public List<Attempt> attempts(UUID id) {
        return jdbc.sql(
                        """
                        select * from retrieval.transfer_attempt where transfer = ?
                        order by number, position
                        """)
                .param(id)
                .query((row, _) ->
                        new Attempt(
                                row.getInt("number"),
                                row.getString("way"),
                                Rows.instant(row, "started_at"),
                                row.getString("outcome")))
                .list();
    }

    /** What the recent transfers from each source came to, in bytes a second. */
    public Map<String, Double> bytesPerSecond() {
        var speeds = new HashMap<String, Double>();
        jdbc.sql(
                        """
                        select source, sum(bytes) * 1000.0 / sum(running_millis) as speed
                        from retrieval.transfer
                        where verified_at > ? and fetched >= expected
                            and running_millis > 0
                        group by source
                        """)
                .param(Rows.time(clock.instant().minus(MEASURED)))
                .query(row -> {
                    speeds.put(row.getString("source"), row.getDouble("speed"));
                });
        return speeds;
    }

    private Transfer transfer(ResultSet row) throws SQLException {
        var transfer = bare(row);
        return transfer.missing(missing(List.of(transfer)).getOrDefault(transfer.id(), List.of()));
    }

    /** A transfer without what it is known to miss. */
    private static Transfer bare(ResultSet row) throws SQLException {
        var counts =
                new Transfer.Counts(
                        row.getInt("expected"),
                        row.getInt("received"),
                        row.getInt("verified"),
                        row.getInt("refused"),
                        row.getLong("bytes"),
                        row.getInt("fetched"));
        var timing =
                new Transfer.Timing(
                        Duration.ofMillis(row.getLong("running_millis")), row.getInt("attempts"));
        return new Transfer(
                Rows.uuid(row, "id"),
                new PatientKey(Rows.uuid(row, "patient")),
                new UID(row.getString("study")),
                row.getString("source"),
                TransferState.valueOf(row.getString("state")),
                counts,
                timing,
                new Message(row.getString("message"), Rows.texts(row, "arguments")),
                row.getString("detail"),
                List.of());
    }

    private Map<UUID, List<MissingSeries>> missing(List<Transfer> transfers) {
        var wanting =
                transfers.stream()
                        .filter(one -> KNOWS_MISSING.contains(one.state()))
                        .map(Transfer::id)
                        .toArray(UUID[]::new);
        var found = new HashMap<UUID, List<MissingSeries>>();
        if (wanting.length > 0) {
            jdbc.sql(
                            """
                            select transfer, series, array_agg(sop order by sop) as sops
                            from retrieval.transfer_instance
                            where transfer = any (?) and state in ('MISSING', 'REFUSED')
                            group by transfer, series order by series
                            """)
                    .param(wanting)
                    .query(row -> {
                        found.computeIfAbsent(Rows.uuid(row, "transfer"), _ -> new ArrayList<>())
                                .add(missing(row));
                    });
        }
        return found;
    }

    private static MissingSeries missing(ResultSet row) throws SQLException {
        return new MissingSeries(
                new UID(row.getString("series")),
                Rows.texts(row, "sops").stream().map(UID::new).toList());
    }

    private static TransferOrder order(ResultSet row) throws SQLException {
        var session = Optional.ofNullable(row.getObject("session", UUID.class));
        var boardCase = Optional.ofNullable(row.getObject("board_case", UUID.class));
        Purpose purpose =
                session.isPresent() && boardCase.isPresent()
                        ? new Purpose.BoardSession(session.get(), boardCase.get())
                        : new Purpose.SystemTask();
        return new TransferOrder(
                Rows.uuid(row, "id"),
                new PatientKey(Rows.uuid(row, "patient")),
                new UID(row.getString("study")),
                row.getString("source"),
                row.getString("authority"),
                row.getInt("claimed"),
                purpose,
                new UserName(row.getString("ordered_by")),
                Rows.instant(row, "ordered_at"));
    }
}
