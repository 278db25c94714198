// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.LikelyDuplicate;
import spiders.archive.LikelyDuplicate.Likeness;
import spiders.archive.LikelyDuplicate.Registered;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/** Registered patients who look alike. */
public final class DuplicateQueries {

    /** Names of which that share of letters in threes agrees are alike (pg_trgm). */
    private static final double ALIKE = 0.5;

    /** In the order of the numbers in the query. */
    private static final List<Likeness> LIKENESSES =
            List.of(Likeness.NATIONAL_IDENTITY, Likeness.BIRTH_DATE, Likeness.NAMES);

    private static final String PAIRS =
            """
            with person as (
                select key, ins, ins_oid, birth_date, registered_at,
                    upper(birth_name) as family, upper(given_names) as given
                from archive.patient where root is null),
            pair (likeness, one, other) as (
                select 0, a.key, b.key from person a
                join person b on a.ins = b.ins and a.ins_oid = b.ins_oid
                where a.ins <> '' and a.key < b.key
                union all
                select 1, a.key, b.key from person a
                join person b on a.birth_date = b.birth_date
                where a.key < b.key and similarity(
                    a.family || ' ' || a.given, b.family || ' ' || b.given) >= :alike
                union all
                select 2, a.key, b.key from person a
                join person b on a.family = b.family and a.given = b.given
                where a.key < b.key and a.birth_date <> b.birth_date
                    and (left(a.birth_date, 4) = left(b.birth_date, 4)
                        or right(a.birth_date, 4) = right(b.birth_date, 4))),
            best as (
                select one, other, min(likeness) as likeness from pair
                where not exists (select from archive.patient_apart
                    where first = one and second = other)
                group by one, other)
            select best.*, a.registered_at as at, b.registered_at as other_at
            from best join person a on a.key = one join person b on b.key = other
            order by likeness, greatest(a.registered_at, b.registered_at) desc, one
            limit :most
            """;

    private final JdbcClient jdbc;
    private final PatientTable patients;

    public DuplicateQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.patients = new PatientTable(database);
    }

    /**
     * Pairs that nobody has decided about, the likeliest first. Who was merged into another is
     * theirs, and no part of a pair.
     */
    public List<LikelyDuplicate> pairs(int most) {
        return jdbc.sql(PAIRS.replace("similarity(", trigrams() + ".similarity("))
                .param("alike", ALIKE)
                .param("most", most)
                .query((row, _) -> {
                    var one =
                            registered(
                                    row.getObject("one", UUID.class),
                                    row.getObject("at", OffsetDateTime.class));
                    var other =
                            registered(
                                    row.getObject("other", UUID.class),
                                    row.getObject("other_at", OffsetDateTime.class));
                    boolean isFirst = !other.registeredAt().isBefore(one.registeredAt());
                    return new LikelyDuplicate(
                            isFirst ? one : other,
                            isFirst ? other : one,
                            LIKENESSES.get(row.getInt("likeness")));
                })
                .list();
    }

    /** Where pg_trgm is: the database's owner may have put it somewhere else before. */
    private String trigrams() {
        return jdbc.sql(
                        """
                        select quote_ident(n.nspname) from pg_extension e
                        join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm'
                        """)
                .query((row, _) -> row.getString(1))
                .single();
    }

    private Registered registered(UUID key, OffsetDateTime at) {
        var patient = new PatientKey(key);
        return new Registered(
                patient,
                patients.traits(patient).orElseThrow(),
                patients.identifiers(patient),
                at.toInstant());
    }

    /** Keeps that two are two persons; saying it again is no change. */
    public void tellApart(PatientKey one, PatientKey other, UserName by) {
        jdbc.sql(
                        """
                        insert into archive.patient_apart (first, second, decided_by)
                        values (least(:one, :other), greatest(:one, :other), :by)
                        on conflict do nothing
                        """)
                .param("one", one.value())
                .param("other", other.value())
                .param("by", by.value())
                .update();
    }
}
