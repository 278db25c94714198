// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.PatientIdentifier;
import spiders.archive.SeenIdentity;
import spiders.archive.store.IndexWriter.KnownSeries;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.TreeSet;

/** Finds or makes the rows that an instance hangs on: identity, study, series. */
final class SeriesResolver {

    /** The rows, or why the entry contradicts them. */
    sealed interface Resolution {}

    record Resolved(KnownSeries series) implements Resolution {}

    record Refused(boolean otherPatient, String message) implements Resolution {}

    /** Whether the identities of a study are held to be of one patient. */
    enum Patients {
        CHECKED,
        TRUSTED
    }

    private static final Comparator<PatientIdentifier> BY_TEXT =
            Comparator.comparing(PatientIdentifier::value)
                    .thenComparing(PatientIdentifier::assigningAuthority);

    private final Connection connection;
    private final Patients patients;

    SeriesResolver(Connection connection, Patients patients) {
        this.connection = connection;
        this.patients = patients;
    }

    Resolution resolve(IndexEntry entry) throws SQLException {
        var seen = entry.study().identity();
        long identity = identity(seen);
        long study = study(entry.study(), identity);
        if (patients == Patients.CHECKED && !isSamePatient(study, seen)) {
            return new Refused(
                    true,
                    "Study %s is stored under another patient's identifier"
                            .formatted(entry.study().uid().value()));
        }
        long series = series(entry.series(), study);
        if (query("select study from archive.series where id = ?", series) != study) {
            return new Refused(
                    false,
                    "Series %s is stored as part of another study"
                            .formatted(entry.series().uid().value()));
        }
        return new Resolved(new KnownSeries(entry.study().uid(), seen, identity, series));
    }

    private long identity(SeenIdentity seen) throws SQLException {
        return made(
                """
                insert into archive.identity (authority, value, name, birth_date, sex)
                values (?, ?, ?, ?, ?) on conflict do nothing returning id
                """,
                """
                select id from archive.identity
                where (authority, value, name, birth_date, sex) = (?, ?, ?, ?, ?)
                """,
                seen.identifier().assigningAuthority(),
                seen.identifier().value(),
                seen.name(),
                seen.birthDate(),
                seen.sex());
    }

    private long study(IndexEntry.Study study, long identity) throws SQLException {
        long known = query("select id from archive.study where uid = ?", study.uid().value());
        if (known != NONE) {
            return known;
        }
        var columns = StudyColumns.of(study.attributes().toArray());
        long made =
                query(
                        """
                        insert into archive.study (uid, identity, date, time, accession,
                            description, patient_id, name_folded, attributes, study_id,
                            birth_date, sex, referring, name_keys)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing returning id
                        """,
                        study.uid().value(),
                        identity,
                        study.date(),
                        study.time(),
                        study.accessionNumber(),
                        study.description(),
                        study.identity().identifier().value(),
                        study.foldedName(),
                        study.attributes().toArray(),
                        columns.studyID(),
                        columns.birthDate(),
                        columns.sex(),
                        columns.referring(),
                        connection.createArrayOf("text", columns.nameKeys().toArray()));
        if (made == NONE) {
            return query("select id from archive.study where uid = ?", study.uid().value());
        }
        addAliases(identity, study.identity().identifier(), columns);
        return made;
    }

    private void addAliases(long identity, PatientIdentifier own, StudyColumns columns)
            throws SQLException {
        var aliases =
                new TreeSet<>(BY_TEXT); // One order for all, so that no two wait on each other.
        aliases.addAll(columns.aliases());
        if (!own.value().isEmpty()) {
            aliases.add(own);
        }
        for (var alias : aliases) {
            query(
                    """
                    insert into archive.identity_alias (identity, value, issuer)
                    values (?, ?, ?) on conflict do nothing returning identity
                    """,
                    identity,
                    alias.value(),
                    alias.assigningAuthority());
        }
    }

    private long series(IndexEntry.Series series, long study) throws SQLException {
        long known = query("select id from archive.series where uid = ?", series.uid().value());
        if (known != NONE) {
            return known;
        }
        long made =
                query(
                        """
                        insert into archive.series (uid, study, modality, number, attributes)
                        values (?, ?, ?, ?, ?) on conflict do nothing returning id
                        """,
                        series.uid().value(),
                        study,
                        series.modality(),
                        series.number(),
                        series.attributes().toArray());
        return made != NONE
                ? made
                : query("select id from archive.series where uid = ?", series.uid().value());
    }

    /** The same identifier, or two identities that people linked to one registered patient. */
    private boolean isSamePatient(long study, SeenIdentity seen) throws SQLException {
        return query(
                        """
                        select 1 from archive.study s join archive.identity i on i.id = s.identity
                        where s.id = ? and ((i.authority, i.value) = (?, ?) or exists (
                            select 1 from archive.patient_study p
                            join archive.identity_link l on l.patient = p.patient
                            where p.study = s.id and l.revoked_at is null
                                and (l.authority, l.value) = (?, ?)
                                and l.birth_date in ('', ?) and l.sex in ('', ?)))
                        """,
                        study,
                        seen.identifier().assigningAuthority(),
                        seen.identifier().value(),
                        seen.identifier().assigningAuthority(),
                        seen.identifier().value(),
                        seen.birthDate(),
                        seen.sex())
                != NONE;
    }

    private long made(String insert, String select, Object... values) throws SQLException {
        long made = query(insert, values);
        return made != NONE ? made : query(select, values);
    }

    /** The only number of the only row, or none. */
    private long query(String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : NONE;
            }
        }
    }

    private static final long NONE = -1;
}
