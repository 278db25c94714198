// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.UID;
import spiders.retrieval.Message;
import spiders.retrieval.TransferState;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

/**
 * Transfers that no job runs: their objects are sent by a person's browser. They are final at every
 * moment, incomplete until what was announced is here.
 */
public final class HandInTable {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final String source;

    /** Those of one source, that of discs. */
    public HandInTable(DataSource database, String source) {
        this.jdbc = JdbcClient.create(database);
        this.batches = new JdbcTemplate(database);
        this.source = source;
    }

    /** What a transfer amounts to by its ledger. */
    public record Sum(int expected, int held, int refused, long bytes) {

        public boolean isWhole() {
            return expected > 0 && held == expected;
        }
    }

    /** The transfer of a study by disc for a case. */
    public Optional<UUID> find(UUID boardCase, UID study) {
        return jdbc.sql(
                        """
                        select id from retrieval.transfer
                        where board_case = ? and study = ? and source = ?
                        order by number desc limit 1
                        """)
                .params(boardCase, study.value(), source)
                .query(UUID.class)
                .optional();
    }

    /** The domain of the identity under which a study is taken. */
    public String domain(UUID transfer) {
        return jdbc.sql("select authority from retrieval.transfer where id = ?")
                .param(transfer)
                .query(String.class)
                .single();
    }

    /** Takes the study under another identity from now on. */
    public void domain(UUID transfer, String domain) {
        jdbc.sql("update retrieval.transfer set authority = ? where id = ?")
                .params(domain, transfer)
                .update();
    }

    /** Adds instances that are on the disc; those known already stay as they are. */
    public void announce(UUID transfer, List<ListedInstance> listed) {
        batches.batchUpdate(
                """
                insert into retrieval.transfer_instance (transfer, sop, series, class, state)
                values (?, ?, ?, ?, 'MISSING') on conflict do nothing
                """,
                listed,
                BATCH,
                (row, instance) -> {
                    row.setObject(1, transfer);
                    row.setString(2, instance.sopInstanceUID().value());
                    row.setString(3, instance.seriesInstanceUID().value());
                    row.setString(4, instance.sopClass());
                });
    }

    /** Notes that an announced instance that is not here was refused, and why. */
    public void refused(UUID transfer, UID sopInstance, String detail) {
        jdbc.sql(
                        """
                        update retrieval.transfer_instance set state = 'REFUSED', detail = ?
                        where transfer = ? and sop = ? and state in ('MISSING', 'REFUSED')
                        """)
                .params(detail, transfer, sopInstance.value())
                .update();
    }

    /** Notes where the objects were made, as they say; the first that says so is believed. */
    public void institution(UUID transfer, String institution) {
        jdbc.sql("update retrieval.transfer set detail = ? where id = ? and detail = ''")
                .params(institution, transfer)
                .update();
    }

    /** Holds the row until the transaction ends: who counts after this sees what was counted. */
    public String hold(UUID transfer) {
        return jdbc.sql("select detail from retrieval.transfer where id = ? for update")
                .param(transfer)
                .query(String.class)
                .single();
    }

    /** Counts the ledger. */
    public Sum sum(UUID transfer) {
        return jdbc.sql(
                        """
                        select count(*) as expected,
                            count(*) filter (where state in ('RECEIVED', 'VERIFIED')) as held,
                            count(*) filter (where state = 'REFUSED') as refused,
                            coalesce(sum(bytes), 0) as bytes
                        from retrieval.transfer_instance where transfer = ?
                        """)
                .param(transfer)
                .query((row, _) ->
                        new Sum(
                                row.getInt("expected"),
                                row.getInt("held"),
                                row.getInt("refused"),
                                row.getLong("bytes")))
                .single();
    }

    /** Writes down where the transfer stands; returns whether it was whole before. */
    public boolean settle(UUID transfer, Sum sum, Message message) {
        boolean wasWhole =
                jdbc.sql("select state = 'VERIFIED' from retrieval.transfer where id = ?")
                        .param(transfer)
                        .query(Boolean.class)
                        .single();
        var state = sum.isWhole() ? TransferState.VERIFIED : TransferState.INCOMPLETE;
        jdbc.sql(
                        """
                        update retrieval.transfer
                        set state = ?, expected = ?, received = ?, verified = ?, refused = ?,
                            fetched = ?, bytes = ?, message = ?, arguments = ?,
                            verification = case when ? then 'INSTANCE_LIST' end,
                            verified_at = case when ? then coalesce(verified_at, now()) end,
                            changed_at = now()
                        where id = ?
                        """)
                .params(state.name(), sum.expected(), sum.held(), sum.held(), sum.refused())
                .params(sum.held(), sum.bytes(), message.key())
                .param(Rows.array(message.arguments()))
                .params(sum.isWhole(), sum.isWhole(), transfer)
                .update();
        return wasWhole;
    }
}
