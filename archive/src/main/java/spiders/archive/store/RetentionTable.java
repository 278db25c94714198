// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

/** What the rules of retention ask of the index. */
public final class RetentionTable {

    private static final String HOLDING =
            """
            select st.id, st.uid, st.received_at, h.modalities, h.origins, h.instances, h.last
            from archive.study st
            cross join lateral (
                select array_agg(distinct se.modality) as modalities,
                    array_agg(distinct i.origin) as origins, count(*) as instances,
                    max(i.received_at) as last
                from archive.series se join archive.instance i on i.series = se.id
                where se.study = st.id) h
            """;

    private final JdbcClient jdbc;

    public RetentionTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** A study as the rules see it. */
    public record Holding(
            long id,
            UID study,
            Set<String> modalities,
            Set<String> origins,
            int instances,
            Instant lastReceived) {

        public Holding {
            modalities = Set.copyOf(modalities);
            origins = Set.copyOf(origins);
        }
    }

    /** Those of the studies that are here. */
    public List<Holding> holdings(Collection<UID> studies) {
        return jdbc.sql(HOLDING + "where st.uid = any (?) and h.instances > 0")
                .param(studies.stream().map(UID::value).toArray(String[]::new))
                .query((row, _) -> holding(row))
                .list();
    }

    /** Studies whose first object came before a moment, by their number. */
    public List<Holding> receivedBefore(Instant moment, long after, int most) {
        return jdbc.sql(
                        HOLDING
                                + """
                                where st.received_at < ? and st.id > ? and h.instances > 0
                                order by st.id limit ?
                                """)
                .params(moment.atOffset(ZoneOffset.UTC), after, most)
                .query((row, _) -> holding(row))
                .list();
    }

    /** Whether somebody holds a grant for the study. */
    public boolean isLookedAt(UID study, Instant now) {
        return jdbc.sql(
                        """
                        select 1 from archive.view_grant_study v
                        join archive.view_grant g on g.id = v.view_grant
                        where v.study = ? and g.expires_at > ? limit 1
                        """)
                .params(study.value(), now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static Holding holding(ResultSet row) throws SQLException {
        return new Holding(
                row.getLong("id"),
                new UID(row.getString("uid")),
                Set.of((String[]) row.getArray("modalities").getArray()),
                Set.of((String[]) row.getArray("origins").getArray()),
                row.getInt("instances"),
                row.getObject("last", OffsetDateTime.class).toInstant());
    }
}
