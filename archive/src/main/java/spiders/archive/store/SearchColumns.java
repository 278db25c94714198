// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import java.util.List;

import javax.sql.DataSource;

/**
 * Fills what searches use of studies that were stored before there were such columns, some at a
 * time. Several nodes may do so at once; what is done is not done again.
 */
public final class SearchColumns {

    private static final int STEP = 500;

    private record Unfilled(long id, long identity, StudyColumns columns) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private volatile boolean filled;

    public SearchColumns(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /** Whether every study can be found by the columns; until then they are not relied on. */
    public boolean isFilled() {
        if (!filled) {
            filled =
                    jdbc.sql(
                                    """
                                    select not exists
                                        (select from archive.study where name_keys is null)
                                    """)
                            .query(Boolean.class)
                            .single();
        }
        return filled;
    }

    /** Fills some hundred studies, and returns how many they were: 0 when none is left to take. */
    public int step() {
        Integer done = transaction.execute(_ -> filledNow());
        return done == null ? 0 : done;
    }

    private int filledNow() {
        var studies =
                jdbc.sql(
                                """
                                select id, identity, attributes from archive.study
                                where name_keys is null order by id limit ?
                                for update skip locked
                                """)
                        .param(STEP)
                        .query((row, _) ->
                                new Unfilled(
                                        row.getLong(1),
                                        row.getLong(2),
                                        StudyColumns.of(row.getBytes(3))))
                        .list();
        studies.forEach(this::fill);
        addClasses(studies);
        return studies.size();
    }

    private void fill(Unfilled study) {
        var columns = study.columns();
        jdbc.sql(
                        """
                        update archive.study set study_id = ?, birth_date = ?, sex = ?,
                            referring = ?, name_keys = ? where id = ?
                        """)
                .params(columns.studyID(), columns.birthDate(), columns.sex(), columns.referring())
                .params(columns.nameKeys().toArray(String[]::new), study.id())
                .update();
        for (var alias : columns.aliases()) {
            jdbc.sql(
                            """
                            insert into archive.identity_alias (identity, value, issuer)
                            values (?, ?, ?) on conflict do nothing
                            """)
                    .params(study.identity(), alias.value(), alias.assigningAuthority())
                    .update();
        }
    }

    private void addClasses(List<Unfilled> studies) {
        jdbc.sql(
                        """
                        update archive.series s set sop_classes = array(
                            select distinct i.sop_class from archive.instance i
                            where i.series = s.id)
                        where s.study = any (?) and s.sop_classes = '{}'
                        """)
                .param(studies.stream().map(Unfilled::id).toArray(Long[]::new))
                .update();
    }
}
