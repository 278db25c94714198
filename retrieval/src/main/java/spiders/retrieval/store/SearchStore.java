// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.dicom.data.UID;
import spiders.retrieval.Message;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.SourceIdentity;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.matching.SeenPerson;
import spiders.retrieval.query.CandidateStudy;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Searches, their answers and their candidates. */
public final class SearchStore {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public SearchStore(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Keeps that a search began. */
    public void begin(SearchRecord search, UserName by, Purpose purpose, boolean byHub) {
        jdbc.sql(
                        """
                        insert into retrieval.search
                            (id, patient, session, board_case, asked_by, started_at, asked,
                                by_hub)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .param(search.id())
                .param(search.patient().value())
                .param(Rows.session(purpose).stream().findFirst().orElse(null))
                .param(Rows.boardCase(purpose).stream().findFirst().orElse(null))
                .param(by.value())
                .param(Rows.time(search.startedAt()))
                .param(Rows.array(search.asked()))
                .param(byHub)
                .update();
    }

    /** Keeps what a source said, in the place of what was kept of it before. */
    public void answer(UUID search, SourceAnswer answer, List<CandidateStudy> candidates) {
        transaction.executeWithoutResult(_ -> replace(search, answer, candidates));
    }

    private void replace(UUID search, SourceAnswer answer, List<CandidateStudy> candidates) {
        jdbc.sql("delete from retrieval.search_candidate where search = ? and source = ?")
                .params(search, answer.source())
                .update();
        int studies = answer instanceof SourceAnswer.Found found ? found.studies() : 0;
        jdbc.sql(
                        """
                        insert into retrieval.search_answer (search, source, outcome, took_millis,
                            studies, message, arguments, detail)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (search, source) do update set
                            outcome = excluded.outcome, took_millis = excluded.took_millis,
                            studies = excluded.studies, message = excluded.message,
                            arguments = excluded.arguments, detail = excluded.detail
                        """)
                .params(search, answer.source(), outcome(answer), answer.took().toMillis())
                .params(studies, answer.message().key())
                .param(Rows.array(answer.message().arguments()))
                .param(answer.detail())
                .update();
        for (int i = 0; i < candidates.size(); i++) {
            add(search, candidates.get(i), i, answer.took());
        }
        if (isSilent(answer)) {
            remember(search, answer.source());
        }
    }

    private static boolean isSilent(SourceAnswer answer) {
        return !(answer instanceof SourceAnswer.Found || answer instanceof SourceAnswer.None);
    }

    /**
     * In a search by the hub, what the source said when it last spoke: that it is silent now does
     * not undo what it has.
     */
    private void remember(UUID search, String source) {
        jdbc.sql(
                        """
                        insert into retrieval.search_candidate
                        select s.id, c.source, c.study, c.position, c.took_millis, c.study_date,
                            c.study_time, c.description, c.modalities, c.body_parts, c.accession,
                            c.series, c.instances, c.authorities, c.identifiers, c.patient_name,
                            c.other_names, c.birth_date, c.sex, c.ins_qualified
                        from retrieval.search s
                        join retrieval.search_candidate c on c.source = ? and c.search = (
                            select o.id from retrieval.search o
                            where o.board_case = s.board_case and o.patient = s.patient
                                and o.started_at < s.started_at
                                and (exists (select from retrieval.search_answer a
                                        where a.search = o.id and a.source = ?
                                            and a.outcome in ('FOUND', 'NONE'))
                                    or exists (select from retrieval.search_candidate k
                                        where k.search = o.id and k.source = ?))
                            order by o.started_at desc limit 1)
                        where s.id = ? and s.by_hub
                        """)
                .params(source, source, source, search)
                .update();
    }

    /**
     * When the sources were last asked for each of these cases, those left out for which they never
     * were; a search by the hub that was interrupted did not ask them.
     *
     * @param awaited searches begun since then may still be answered
     */
    public Map<UUID, Instant> lastAsked(Collection<UUID> cases, Instant awaited) {
        var asked = new HashMap<UUID, Instant>();
        jdbc.sql(
                        """
                        select s.board_case, max(s.started_at) as started_at
                        from retrieval.search s where s.board_case = any (?)
                            and (not s.by_hub or s.started_at > ?
                                or cardinality(s.asked) <= (select count(*)
                                    from retrieval.search_answer a where a.search = s.id))
                        group by s.board_case
                        """)
                .params(cases.toArray(UUID[]::new), Rows.time(awaited))
                .query(row -> {
                    asked.put(Rows.uuid(row, "board_case"), Rows.instant(row, "started_at"));
                });
        return asked;
    }

    /** Forgets the older searches that the hub made for a case: they hold the patient's traits. */
    public void forgetOlder(UUID boardCase) {
        jdbc.sql(
                        """
                        delete from retrieval.search where board_case = ? and by_hub and id not in (
                            select id from retrieval.search where board_case = ? and by_hub
                            order by started_at desc limit 3)
                        """)
                .params(boardCase, boardCase)
                .update();
    }

    private void add(UUID search, CandidateStudy candidate, int position, Duration took) {
        var said = candidate.description();
        var person = candidate.person();
        var identities = person.identities();
        jdbc.sql(
                        """
                        insert into retrieval.search_candidate values
                            (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(search, candidate.source(), candidate.studyInstanceUID().value())
                .params(position, took.toMillis(), said.date(), said.time(), said.text())
                .param(Rows.array(said.modalities()))
                .param(Rows.array(said.bodyParts()))
                .params(said.accessionNumber(), said.series(), said.instances())
                .param(Rows.array(identities.stream().map(SourceIdentity::authority).toList()))
                .param(Rows.array(identities.stream().map(SourceIdentity::value).toList()))
                .param(person.name())
                .param(Rows.array(person.otherNames()))
                .params(person.birthDate(), person.sex(), person.insQualified())
                .update();
    }

    public Optional<SearchRecord> search(UUID id) {
        var found =
                jdbc.sql("select * from retrieval.search where id = ?")
                        .param(id)
                        .query((row, _) -> head(row))
                        .list();
        return whole(found).values().stream().findFirst();
    }

    /** The newest search that was made for a case, as {@link #latest(Collection)} finds it. */
    public Optional<SearchRecord> latest(UUID boardCase) {
        return Optional.ofNullable(latest(List.of(boardCase)).get(boardCase));
    }

    /**
     * The newest search that was made for each of these cases, those left out that have none; one
     * that the hub makes by itself counts when all its sources have answered, so that no list is
     * emptied under whoever reads it, and one that was interrupted hides nothing.
     */
    public Map<UUID, SearchRecord> latest(Collection<UUID> cases) {
        var cased = new HashMap<UUID, UUID>();
        var heads =
                jdbc.sql(
                                """
                                select distinct on (s.board_case) s.* from retrieval.search s
                                where s.board_case = any (?)
                                    and (not s.by_hub or cardinality(s.asked) <= (select count(*)
                                            from retrieval.search_answer a where a.search = s.id)
                                        or not exists (select from retrieval.search o
                                            where o.board_case = s.board_case
                                                and o.started_at < s.started_at))
                                order by s.board_case, s.started_at desc
                                """)
                        .param(cases.toArray(UUID[]::new))
                        .query((row, _) -> {
                            cased.put(Rows.uuid(row, "id"), Rows.uuid(row, "board_case"));
                            return head(row);
                        })
                        .list();
        var latest = new HashMap<UUID, SearchRecord>();
        whole(heads)
                .forEach((id, search) -> latest.put(Objects.requireNonNull(cased.get(id)), search));
        return latest;
    }

    private static SearchRecord head(ResultSet row) throws SQLException {
        return new SearchRecord(
                Rows.uuid(row, "id"),
                new PatientKey(Rows.uuid(row, "patient")),
                Rows.instant(row, "started_at"),
                Rows.texts(row, "asked"),
                List.of(),
                List.of());
    }

    /** The searches with their answers and candidates, by their ids. */
    private Map<UUID, SearchRecord> whole(List<SearchRecord> heads) {
        if (heads.isEmpty()) {
            return Map.of();
        }
        var ids = heads.stream().map(SearchRecord::id).toArray(UUID[]::new);
        var answers =
                this.<SourceAnswer>bySearch(
                        "select * from retrieval.search_answer where search = any (?)"
                                + " order by source",
                        ids,
                        SearchStore::answer);
        var candidates =
                this.<SearchRecord.Candidate>bySearch(
                        "select * from retrieval.search_candidate where search = any (?)"
                                + " order by source, position",
                        ids,
                        SearchStore::candidate);
        var whole = new LinkedHashMap<UUID, SearchRecord>();
        for (var head : heads) {
            whole.put(
                    head.id(),
                    new SearchRecord(
                            head.id(),
                            head.patient(),
                            head.startedAt(),
                            head.asked(),
                            answers.getOrDefault(head.id(), List.of()),
                            candidates.getOrDefault(head.id(), List.of())));
        }
        return whole;
    }

    /** What is read of one row. */
    private interface OfRow<T> {

        T read(ResultSet row) throws SQLException;
    }

    private <T> Map<UUID, List<T>> bySearch(String sql, UUID[] searches, OfRow<T> read) {
        var found = new HashMap<UUID, List<T>>();
        jdbc.sql(sql)
                .param(searches)
                .query(row -> {
                    found.computeIfAbsent(Rows.uuid(row, "search"), _ -> new ArrayList<>())
                            .add(read.read(row));
                });
        return found;
    }

    private static SearchRecord.Candidate candidate(ResultSet row) throws SQLException {
        var said =
                new StudyDescription(
                        row.getString("study_date"),
                        row.getString("study_time"),
                        row.getString("description"),
                        Rows.texts(row, "modalities"),
                        Rows.texts(row, "body_parts"),
                        row.getString("accession"),
                        row.getInt("series"),
                        row.getInt("instances"));
        var person =
                new SeenPerson(
                        identities(row),
                        row.getString("patient_name"),
                        Rows.texts(row, "other_names"),
                        row.getString("birth_date"),
                        row.getString("sex"),
                        row.getBoolean("ins_qualified"));
        var study = new UID(row.getString("study"));
        return new SearchRecord.Candidate(
                new CandidateStudy(row.getString("source"), study, said, person),
                Duration.ofMillis(row.getLong("took_millis")));
    }

    private static List<SourceIdentity> identities(ResultSet row) throws SQLException {
        var authorities = Rows.texts(row, "authorities");
        var values = Rows.texts(row, "identifiers");
        var identities = new ArrayList<SourceIdentity>();
        for (int i = 0; i < values.size(); i++) {
            identities.add(new SourceIdentity(authorities.get(i), values.get(i)));
        }
        return identities;
    }

    private static String outcome(SourceAnswer answer) {
        return switch (answer) {
            case SourceAnswer.Found _ -> "FOUND";
            case SourceAnswer.None _ -> "NONE";
            case SourceAnswer.Late _ -> "LATE";
            case SourceAnswer.Refused _ -> "REFUSED";
            case SourceAnswer.Off _ -> "OFF";
            case SourceAnswer.Failed _ -> "FAILED";
        };
    }

    private static SourceAnswer answer(ResultSet row) throws SQLException {
        var source = row.getString("source");
        var took = Duration.ofMillis(row.getLong("took_millis"));
        var message = new Message(row.getString("message"), Rows.texts(row, "arguments"));
        var detail = row.getString("detail");
        return switch (row.getString("outcome")) {
            case "FOUND" -> new SourceAnswer.Found(source, took, row.getInt("studies"));
            case "NONE" -> new SourceAnswer.None(source, took);
            case "LATE" -> new SourceAnswer.Late(source, took, message, detail);
            case "REFUSED" -> new SourceAnswer.Refused(source, took, message, detail);
            case "OFF" -> new SourceAnswer.Off(source, took, message, detail);
            default -> new SourceAnswer.Failed(source, took, message, detail);
        };
    }
}
