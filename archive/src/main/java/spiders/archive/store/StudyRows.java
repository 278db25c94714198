// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;

import java.util.List;
import java.util.Optional;

/** The rows of a study of which instances are taken; in the caller's transaction. */
final class StudyRows {

    private final JdbcClient jdbc;

    StudyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A study that nobody stores into until the transaction ends. */
    record Held(long id, List<Long> identities) {}

    /**
     * Waits for what is being stored into the study. Who comes after waits for this transaction,
     * and finds its rows changed or gone.
     */
    Optional<Held> hold(UID study) {
        var id =
                jdbc.sql("select id from archive.study where uid = ? for update")
                        .param(study.value())
                        .query((row, _) -> row.getLong(1))
                        .optional();
        return id.map(this::held);
    }

    private Held held(long study) {
        jdbc.sql("select id from archive.series where study = ? order by id for update")
                .param(study)
                .query((row, _) -> row.getLong(1))
                .list();
        var identities =
                jdbc.sql(
                                """
                                select identity from archive.study where id = ? union
                                select i.identity from archive.instance i
                                join archive.series s on s.id = i.series where s.study = ?
                                """)
                        .params(study, study)
                        .query((row, _) -> row.getLong(1))
                        .list();
        return new Held(study, identities);
    }

    /** Counts what is left, and removes the rows that nothing hangs on any more. */
    void settle(Held held) {
        jdbc.sql(
                        """
                        update archive.series s set instances = n.instances, bytes = n.bytes
                        from (select se.id, count(i.id) as instances,
                                coalesce(sum(i.length), 0) as bytes
                            from archive.series se
                            left join archive.instance i on i.series = se.id
                            where se.study = ? group by se.id) n
                        where s.id = n.id
                        """)
                .param(held.id())
                .update();
        jdbc.sql("delete from archive.series where study = ? and instances = 0")
                .param(held.id())
                .update();
        jdbc.sql(
                        """
                        delete from archive.study st where st.id = ?
                            and not exists (select from archive.series where study = st.id)
                        """)
                .param(held.id())
                .update();
        // A name and a birth date stay no longer than the last object that carries them.
        jdbc.sql(
                        """
                        delete from archive.identity d where d.id = any (?)
                            and not exists (select from archive.study where identity = d.id)
                            and not exists (select from archive.instance where identity = d.id)
                        """)
                .param(held.identities().toArray(Long[]::new))
                .update();
    }
}
