// SPDX-License-Identifier: Apache-2.0
package spiders.bench.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.FoldedName;
import spiders.archive.matching.NameKeys;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.EmbeddedPostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;

import javax.sql.DataSource;

/**
 * The index of a hub filled with studies that nobody had, and with no instance rows: searches down
 * to the series read none.
 */
public final class SyntheticIndex {

    private static final int BATCH = 5000;
    private static final int PORT_LINE = 3;

    private final JdbcClient jdbc;

    public SyntheticIndex(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** The database of a hub that runs its own PostgreSQL below a folder. */
    public static DatabaseAccess access(Path data) throws IOException {
        var folder = data.resolve("postgresql");
        var port = Files.readAllLines(folder.resolve("cluster/postmaster.pid")).get(PORT_LINE);
        var password = Files.readString(folder.resolve("password")).strip();
        return new DatabaseAccess(
                "jdbc:postgresql://127.0.0.1:" + port.strip() + "/" + EmbeddedPostgres.NAME,
                EmbeddedPostgres.NAME,
                password);
    }

    /** Adds the studies of these numbers, then lets the database count what it has. */
    public void fill(long from, long to) {
        for (long next = from; next < to; next += BATCH) {
            var studies =
                    LongStream.range(next, Math.min(to, next + BATCH))
                            .mapToObj(SyntheticStudy::of)
                            .toList();
            addIdentities(studies);
            addStudies(studies);
            addSeries(studies);
        }
        jdbc.sql("vacuum analyze archive.identity").update();
        jdbc.sql("vacuum analyze archive.identity_alias").update();
        jdbc.sql("vacuum analyze archive.study").update();
        jdbc.sql("vacuum analyze archive.series").update();
    }

    private static String[] texts(
            List<SyntheticStudy> studies, Function<SyntheticStudy, String> value) {
        return studies.stream().map(value).toArray(String[]::new);
    }

    private static Long[] numbers(
            List<SyntheticStudy> studies, Function<SyntheticStudy, Long> value) {
        return studies.stream().map(value).toArray(Long[]::new);
    }

    private void addIdentities(List<SyntheticStudy> studies) {
        jdbc.sql(
                        """
                        with people as (
                            insert into archive.identity
                                (id, authority, value, name, birth_date, sex)
                            overriding system value
                            select distinct id, 'BENCH', value, name, birth_date, 'O'
                            from unnest(?::bigint[], ?::text[], ?::text[], ?::text[])
                                as p (id, value, name, birth_date)
                            on conflict do nothing returning id, value)
                        insert into archive.identity_alias (identity, value, issuer)
                        select id, value, 'BENCH' from people
                        """)
                .param(numbers(studies, SyntheticStudy::patient))
                .param(texts(studies, SyntheticStudy::patientID))
                .param(texts(studies, SyntheticStudy::name))
                .param(texts(studies, SyntheticStudy::birthDate))
                .update();
    }

    private void addStudies(List<SyntheticStudy> studies) {
        jdbc.sql(
                        """
                        insert into archive.study (id, uid, identity, date, time, accession,
                            description, patient_id, name_folded, attributes, study_id,
                            birth_date, sex, referring, name_keys)
                        overriding system value
                        select id, uid, patient, date, time, accession, 'Examen d''essai', value,
                            name, convert_to(json, 'UTF8'), 'S' || id, birth_date, 'O',
                            'MEDECIN ESSAI', string_to_array(keys, ' ')
                        from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[],
                            ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                            as s (id, uid, patient, date, time, accession, value, name, json,
                                birth_date, keys)
                        """)
                .param(numbers(studies, SyntheticStudy::number))
                .param(texts(studies, SyntheticStudy::uid))
                .param(numbers(studies, SyntheticStudy::patient))
                .param(texts(studies, SyntheticStudy::date))
                .param(texts(studies, SyntheticStudy::time))
                .param(texts(studies, SyntheticStudy::accession))
                .param(texts(studies, SyntheticStudy::patientID))
                .param(texts(studies, study -> FoldedName.of(study.name())))
                .param(texts(studies, SyntheticStudy::attributes))
                .param(texts(studies, SyntheticStudy::birthDate))
                .param(texts(studies, study -> String.join(" ", NameKeys.of(study.name()))))
                .update();
    }

    private void addSeries(List<SyntheticStudy> studies) {
        var uids = new ArrayList<String>();
        var owners = new ArrayList<Long>();
        var modalities = new ArrayList<String>();
        var numbers = new ArrayList<Integer>();
        var attributes = new ArrayList<String>();
        for (var study : studies) {
            for (int i = 0; i < study.series(); i++) {
                uids.add(study.seriesUID(i));
                owners.add(study.number());
                modalities.add(study.modality());
                numbers.add(i + 1);
                attributes.add(study.seriesAttributes(i));
            }
        }
        jdbc.sql(
                        """
                        insert into archive.series
                            (uid, study, modality, number, attributes, instances, bytes)
                        select uid, study, modality, number, convert_to(json, 'UTF8'), 100, 1000000
                        from unnest(?::text[], ?::bigint[], ?::text[], ?::int[], ?::text[])
                            as s (uid, study, modality, number, json)
                        """)
                .param(uids.toArray(String[]::new))
                .param(owners.toArray(Long[]::new))
                .param(modalities.toArray(String[]::new))
                .param(numbers.toArray(Integer[]::new))
                .param(attributes.toArray(String[]::new))
                .update();
    }

    /** Lets a user view these studies, and no other, for a day. */
    public void grant(String user, List<SyntheticStudy> studies) {
        grantUIDs(user, studies.stream().map(SyntheticStudy::uid).toList());
    }

    /** Lets a user view the studies of these UIDs, and no other, for a day. */
    public void grantUIDs(String user, List<String> studies) {
        var grant = UUID.randomUUID();
        jdbc.sql("delete from archive.view_grant where user_name = ?").param(user).update();
        jdbc.sql(
                        """
                        insert into archive.view_grant
                            (id, user_name, purpose, patient, expires_at)
                        values (?, ?, 'system-task', ?, now() + interval '1 day')
                        """)
                .params(grant, user, UUID.randomUUID())
                .update();
        jdbc.sql(
                        """
                        insert into archive.view_grant_study (view_grant, study)
                        select ?::uuid, unnest(?::text[])
                        """)
                .param(grant)
                .param(studies.toArray(String[]::new))
                .update();
        jdbc.sql("analyze archive.view_grant_study").update();
    }

    /** What the whole database takes, once what is dead in it was cleaned up. */
    public long bytes() {
        jdbc.sql("vacuum").update();
        return jdbc.sql("select pg_database_size(current_database())").query(Long.class).single();
    }

    /** What tables and indexes of the index take, largest first: name, of what kind, bytes. */
    public List<List<String>> sizes() {
        return jdbc.sql(
                        """
                        select c.relname, case c.relkind when 'i' then 'index' else 'table' end,
                            pg_size_pretty(case c.relkind when 'i' then pg_relation_size(c.oid)
                                else pg_table_size(c.oid) end)
                        from pg_class c join pg_namespace n on n.oid = c.relnamespace
                        where n.nspname = 'archive' and c.relkind in ('r', 'i')
                        order by pg_relation_size(c.oid) desc limit 20
                        """)
                .query((row, _) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                .list();
    }
}
