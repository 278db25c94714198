// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import spiders.security.Emergency;
import spiders.security.Emergency.Judgement;
import spiders.security.Emergency.Review;
import spiders.security.EmergencyReason;
import spiders.security.PatientKey;
import spiders.security.UserName;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** Table {@code security.emergency_access}. */
public final class EmergencyTable {

    private static final int MOST_LISTED = 1000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public EmergencyTable(DataSource dataSource) {
        jdbc = JdbcClient.create(dataSource);
        transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    }

    /** Keeps one that was opened. */
    public void insert(Emergency opened) {
        jdbc.sql(
                        """
                        INSERT INTO security.emergency_access (id, account, patient, reason, words,
                            despite_objection, opened_at, ends_at, review_by)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        opened.id(),
                        opened.account().value(),
                        opened.patient().value(),
                        opened.reason().name(),
                        opened.words(),
                        opened.despiteObjection(),
                        opened.openedAt().atOffset(ZoneOffset.UTC),
                        opened.endsAt().atOffset(ZoneOffset.UTC),
                        opened.reviewBy())
                .update();
    }

    /** What an account has open at a time, the newest first. */
    public List<Emergency> open(UserName account, Instant now) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.emergency_access
                        WHERE account = ? AND ends_at > ? ORDER BY opened_at DESC
                        """)
                .params(account.value(), now.atOffset(ZoneOffset.UTC))
                .query(EmergencyTable::emergency)
                .list();
    }

    /** Ends one that is open. */
    public Optional<Emergency> end(UUID id, UserName account, Instant now) {
        return jdbc.sql(
                        """
                        UPDATE security.emergency_access SET ends_at = :now
                        WHERE id = :id AND account = :account AND ends_at > :now RETURNING *
                        """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .param("account", account.value())
                .query(EmergencyTable::emergency)
                .optional();
    }

    /** Those that were not judged, the first to be judged first. */
    public List<Emergency> toReview() {
        return jdbc.sql(
                        """
                        SELECT * FROM security.emergency_access WHERE reviewed_at IS NULL
                        ORDER BY review_by, opened_at LIMIT ?
                        """)
                .param(MOST_LISTED)
                .query(EmergencyTable::emergency)
                .list();
    }

    /** Those that were opened since, the newest first. */
    public List<Emergency> since(Instant from) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.emergency_access WHERE opened_at >= ?
                        ORDER BY opened_at DESC LIMIT ?
                        """)
                .params(from.atOffset(ZoneOffset.UTC), MOST_LISTED)
                .query(EmergencyTable::emergency)
                .list();
    }

    /**
     * Hands one that nobody was written to about to a messenger, and keeps that it was told if the
     * messenger says so. Several nodes hand over different ones.
     *
     * @param since those opened earlier are told no more
     * @return whether one was told
     */
    public boolean tell(Instant since, Predicate<Emergency> messenger) {
        return Boolean.TRUE.equals(
                transaction.execute(_ ->
                        untold(since)
                                .filter(messenger)
                                .map(told -> keepTold(told.id()))
                                .orElse(false)));
    }

    private Optional<Emergency> untold(Instant since) {
        return jdbc.sql(
                        """
                        SELECT * FROM security.emergency_access
                        WHERE told_at IS NULL AND opened_at >= ?
                        ORDER BY opened_at LIMIT 1 FOR UPDATE SKIP LOCKED
                        """)
                .param(since.atOffset(ZoneOffset.UTC))
                .query(EmergencyTable::emergency)
                .optional();
    }

    private boolean keepTold(UUID id) {
        return jdbc.sql("UPDATE security.emergency_access SET told_at = now() WHERE id = ?")
                        .param(id)
                        .update()
                == 1;
    }

    /** Since when the oldest waits that nobody was written to about. */
    public Optional<Instant> untoldSince(Instant since) {
        return jdbc.sql(
                        """
                        SELECT min(opened_at) AS opened FROM security.emergency_access
                        WHERE told_at IS NULL AND opened_at >= ?
                        """)
                .param(since.atOffset(ZoneOffset.UTC))
                .query((row, _) -> Optional.ofNullable(row.getTimestamp("opened")))
                .single()
                .map(java.sql.Timestamp::toInstant);
    }

    /** Judges one of somebody else's that was not judged. */
    public Optional<Emergency> review(UUID id, Review review) {
        return jdbc.sql(
                        """
                        UPDATE security.emergency_access SET reviewed_at = :at,
                            reviewer = :reviewer, judgement = :judgement, remark = :remark
                        WHERE id = :id AND reviewed_at IS NULL AND account <> :reviewer RETURNING *
                        """)
                .param("at", review.at().atOffset(ZoneOffset.UTC))
                .param("reviewer", review.reviewer().value())
                .param("judgement", review.judgement().name())
                .param("remark", review.remark())
                .param("id", id)
                .query(EmergencyTable::emergency)
                .optional();
    }

    /** How many should have been judged before a day. */
    public int overdue(LocalDate today) {
        return jdbc.sql(
                        """
                        SELECT count(*) FROM security.emergency_access
                        WHERE reviewed_at IS NULL AND review_by < ?
                        """)
                .param(today)
                .query(Integer.class)
                .single();
    }

    private static Emergency emergency(ResultSet row, int number) throws SQLException {
        return new Emergency(
                row.getObject("id", UUID.class),
                new UserName(row.getString("account")),
                new PatientKey(row.getObject("patient", UUID.class)),
                EmergencyReason.valueOf(row.getString("reason")),
                row.getString("words"),
                row.getBoolean("despite_objection"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                row.getObject("review_by", LocalDate.class),
                review(row));
    }

    private static Optional<Review> review(ResultSet row) throws SQLException {
        var judgement = row.getString("judgement");
        return judgement == null
                ? Optional.empty()
                : Optional.of(
                        new Review(
                                Judgement.valueOf(judgement),
                                new UserName(row.getString("reviewer")),
                                row.getTimestamp("reviewed_at").toInstant(),
                                row.getString("remark")));
    }
}
