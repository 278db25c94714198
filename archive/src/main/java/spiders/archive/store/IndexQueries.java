// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.ArchiveCounts;
import spiders.archive.ArchivedStudy;
import spiders.archive.PatientIdentifier;
import spiders.archive.SeenIdentity;
import spiders.archive.StoredInstance;
import spiders.archive.objects.Location;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.security.PatientKey;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** What other modules ask the index. */
public final class IndexQueries {

    private static final String STORED =
            """
            select st.uid as study, se.uid as series, i.sop_class, i.uid, i.transfer_syntax,
                i.length, i.digest
            from archive.study st
            join archive.series se on se.study = st.id
            join archive.instance i on i.series = se.id
            """;

    private static final String STUDY =
            """
            select st.uid, i.authority, i.value, i.name, i.birth_date, i.sex, st.date,
                st.description, se.modalities, se.series, se.instances, se.bytes
            from archive.study st
            join archive.identity i on i.id = st.identity
            cross join lateral (
                select array_agg(distinct modality order by modality) as modalities,
                    count(*) as series, coalesce(sum(instances), 0) as instances,
                    coalesce(sum(bytes), 0) as bytes
                from archive.series where study = st.id and instances > 0) se
            """;

    private final JdbcClient jdbc;

    public IndexQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** The instances of a study, by series and instance number. */
    public List<StoredInstance> instances(UID study) {
        return jdbc.sql(STORED + "where st.uid = ? order by se.number, se.id, i.number, i.id")
                .param(study.value())
                .query((row, _) -> stored(row))
                .list();
    }

    public Optional<StoredInstance> instance(UID sopInstance) {
        return jdbc.sql(STORED + "where i.uid = ?")
                .param(sopInstance.value())
                .query((row, _) -> stored(row))
                .optional();
    }

    /** Where an instance is stored, as its row says. */
    public Optional<Location> location(UID sopInstance) {
        return jdbc.sql("select shelf, file from archive.instance where uid = ?")
                .param(sopInstance.value())
                .query((row, _) -> new Location(row.getInt("shelf"), row.getInt("file")))
                .optional();
    }

    static StoredInstance stored(ResultSet row) throws SQLException {
        return new StoredInstance(
                new UID(row.getString("study")),
                new UID(row.getString("series")),
                new UID(row.getString("sop_class")),
                new UID(row.getString("uid")),
                TransferSyntax.of(new UID(row.getString("transfer_syntax"))),
                row.getLong("length"),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }

    /** Those of the instances that are stored. */
    public Set<UID> present(Collection<UID> sopInstances) {
        return new HashSet<>(
                jdbc.sql("select uid from archive.instance where uid = any (?)")
                        .param(sopInstances.stream().map(UID::value).toArray(String[]::new))
                        .query((row, _) -> new UID(row.getString(1)))
                        .list());
    }

    /** The studies that are a registered patient's by the links in force, newest first. */
    public List<ArchivedStudy> studies(PatientKey patient) {
        return jdbc.sql(
                        STUDY
                                + """
                                where st.id in
                                    (select study from archive.patient_study where patient = ?)
                                order by st.date desc, st.time desc, st.uid
                                """)
                .param(patient.value())
                .query((row, _) -> study(row))
                .list();
    }

    public Optional<ArchivedStudy> study(UID study) {
        return jdbc.sql(STUDY + "where st.uid = ?")
                .param(study.value())
                .query((row, _) -> study(row))
                .optional();
    }

    /** Those of the studies that are there, in no order. */
    public List<ArchivedStudy> studies(Collection<UID> studies) {
        return jdbc.sql(STUDY + "where st.uid = any (?)")
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .query((row, _) -> study(row))
                .list();
    }

    /** Which of the studies are each patient's by the links in force, read together. */
    public Map<PatientKey, Set<UID>> own(Collection<PatientKey> patients, Collection<UID> studies) {
        return jdbc
                .sql(
                        """
                        select distinct patient, uid from archive.patient_study
                        where patient = any (?) and uid = any (?)
                        """)
                .param(patients.stream().map(PatientKey::value).toArray(UUID[]::new))
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .query((row, _) ->
                        Map.entry(
                                new PatientKey(row.getObject(1, UUID.class)),
                                new UID(row.getString(2))))
                .list()
                .stream()
                .collect(
                        Collectors.groupingBy(
                                Map.Entry::getKey,
                                Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }

    private static ArchivedStudy study(ResultSet row) throws SQLException {
        var identity =
                new SeenIdentity(
                        new PatientIdentifier(row.getString("authority"), row.getString("value")),
                        row.getString("name"),
                        row.getString("birth_date"),
                        row.getString("sex"));
        return new ArchivedStudy(
                new UID(row.getString("uid")),
                identity,
                row.getString("date"),
                row.getString("description"),
                texts(row, "modalities"),
                row.getInt("series"),
                row.getInt("instances"),
                row.getLong("bytes"));
    }

    /** A column of texts; none where it is null. */
    static List<String> texts(ResultSet row, String column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    public ArchiveCounts counts() {
        return jdbc.sql(
                        """
                        select (select count(*) from archive.patient) as patients,
                            (select count(*) from archive.study) as studies, count(*) as series,
                            coalesce(sum(instances), 0) as instances,
                            coalesce(sum(bytes), 0) as bytes
                        from archive.series
                        """)
                .query((row, _) ->
                        new ArchiveCounts(
                                row.getLong("patients"),
                                row.getLong("studies"),
                                row.getLong("series"),
                                row.getLong("instances"),
                                row.getLong("bytes")))
                .single();
    }
}
