// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.store;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.retrieval.TransferManifest;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

/** The instances of each transfer: which are expected, here, verified, missing, refused. */
public final class InstanceLedger {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    public InstanceLedger(DataSource database) {
        this.jdbc = JdbcClient.create(database);
        this.batches = new JdbcTemplate(database);
    }

    /** Takes the source's newest list; an instance it no longer lists and that is not here goes. */
    public void expect(UUID transfer, List<ListedInstance> listed) {
        batches.batchUpdate(
                """
                insert into retrieval.transfer_instance (transfer, sop, series, class, state)
                values (?, ?, ?, ?, 'EXPECTED')
                on conflict (transfer, sop) do update
                    set series = excluded.series, class = excluded.class
                """,
                listed,
                BATCH,
                (row, instance) -> {
                    row.setObject(1, transfer);
                    row.setString(2, instance.sopInstanceUID().value());
                    row.setString(3, instance.seriesInstanceUID().value());
                    row.setString(4, instance.sopClass());
                });
        jdbc.sql(
                        """
                        delete from retrieval.transfer_instance
                        where transfer = ? and state in ('EXPECTED', 'MISSING', 'REFUSED')
                            and not sop = any(?)
                        """)
                .param(transfer)
                .param(
                        listed.stream()
                                .map(instance -> instance.sopInstanceUID().value())
                                .toArray(String[]::new))
                .update();
    }

    /** Notes instances that the archive holds, expected or not. */
    public void received(UUID transfer, Collection<StoredInstance> instances) {
        held(transfer, instances, "RECEIVED");
    }

    /** Notes instances that were found in the archive when both lists were compared. */
    public void verified(UUID transfer, Collection<StoredInstance> instances) {
        held(transfer, instances, "VERIFIED");
    }

    private void held(UUID transfer, Collection<StoredInstance> instances, String state) {
        batches.batchUpdate(
                """
                insert into retrieval.transfer_instance
                    (transfer, sop, series, class, state, bytes, digest)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (transfer, sop) do update set state = excluded.state,
                    series = excluded.series, class = excluded.class, bytes = excluded.bytes,
                    digest = excluded.digest, detail = ''
                """,
                instances,
                BATCH,
                (row, instance) -> {
                    row.setObject(1, transfer);
                    row.setString(2, instance.sopInstanceUID().value());
                    row.setString(3, instance.seriesInstanceUID().value());
                    row.setString(4, instance.sopClassUID().value());
                    row.setString(5, state);
                    row.setLong(6, instance.length());
                    row.setString(7, instance.sha256());
                });
    }

    /** Notes that the archive would not take an expected instance, and why. */
    public void refused(UUID transfer, UID sopInstance, String detail) {
        jdbc.sql(
                        """
                        update retrieval.transfer_instance set state = 'REFUSED', detail = ?
                        where transfer = ? and sop = ?
                        """)
                .params(detail, transfer, sopInstance.value())
                .update();
    }

    /** Calls missing what is expected and never came. */
    public void miss(UUID transfer) {
        jdbc.sql(
                        """
                        update retrieval.transfer_instance set state = 'MISSING'
                        where transfer = ? and state = 'EXPECTED'
                        """)
                .param(transfer)
                .update();
    }

    /** The verified instances with their digests, by series and instance. */
    public List<TransferManifest.Entry> entries(UUID transfer) {
        return jdbc.sql(
                        """
                        select * from retrieval.transfer_instance
                        where transfer = ? and state = 'VERIFIED' order by series, sop
                        """)
                .param(transfer)
                .query((row, _) ->
                        new TransferManifest.Entry(
                                new UID(row.getString("series")),
                                new UID(row.getString("sop")),
                                row.getLong("bytes"),
                                "sha256:" + row.getString("digest")))
                .list();
    }
}
