// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.KeptStudy;
import spiders.dicom.data.UID;
import spiders.security.UserName;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/** Studies that people keep. */
public final class KeptTable {

    private final JdbcClient jdbc;

    public KeptTable(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Returns whether it was not kept before. */
    public boolean add(KeptStudy kept) {
        return jdbc.sql(
                                """
                                insert into archive.kept_study (id, study, reason, kept_by, kept_at)
                                values (?, ?, ?, ?, ?)
                                on conflict (study) where revoked_at is null do nothing
                                """)
                        .params(UUID.randomUUID(), kept.study().value(), kept.reason())
                        .params(kept.by().value(), kept.at().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    /** Returns whether it was kept. */
    public boolean revoke(UID study, UserName by, Instant at) {
        return jdbc.sql(
                                """
                                update archive.kept_study set revoked_by = ?, revoked_at = ?
                                where study = ? and revoked_at is null
                                """)
                        .params(by.value(), at.atOffset(ZoneOffset.UTC), study.value())
                        .update()
                == 1;
    }

    public Optional<KeptStudy> kept(UID study) {
        return jdbc.sql(
                        """
                        select study, reason, kept_by, kept_at from archive.kept_study
                        where study = ? and revoked_at is null
                        """)
                .param(study.value())
                .query((row, _) ->
                        new KeptStudy(
                                new UID(row.getString("study")),
                                row.getString("reason"),
                                new UserName(row.getString("kept_by")),
                                row.getObject("kept_at", OffsetDateTime.class).toInstant()))
                .optional();
    }
}
