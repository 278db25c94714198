// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.UserName;
import spiders.security.chain.Anchor;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AuditDigest;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Finding;
import spiders.security.chain.Finding.Kind;
import spiders.security.chain.RecordForm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whatever who has all rights on the database does to the audit is found, and named. */
class TamperedAuditTest {

    /** A change of each column; what the table gets more has to be here too, and in the form. */
    private static final List<String> CHANGES =
            List.of(
                    "at = at - interval '1 microsecond'",
                    "node = 'node-2'",
                    "who = 'camilla'",
                    "action = 'VIEW_CASE'",
                    "patients = '{}'",
                    "objects = objects[2:]",
                    "purpose = 'ADMINISTRATION'",
                    "session = NULL",
                    "board_case = session",
                    "outcome = 'FAILED'",
                    "detail = detail || ' '",
                    "objects = ARRAY['1.2.3', NULL]",
                    "objects = ARRAY[['1.2.3', 'a']]",
                    "at = '-infinity'");

    @TempDir private Path folder;
    private AuditCase audit;

    @BeforeEach
    void record() {
        audit = new AuditCase(folder);
        audit.record(12);
        audit.undo(); // The id 13 is nobody's: from here on, ids are a place ahead.
        audit.record(14);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void what_nobody_touched_is_verified_to_the_last_anchor() throws Exception {
        var report = audit.verify(audit.file.path());

        assertThat(report.findings().first()).isEmpty();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.places()).isEqualTo(26);
        assertThat(report.waiting()).isZero();
        assertThat(report.lastAnchor().map(Anchor::position)).contains(22L);
        assertThat(report.anchors()).hasSize(2).allMatch(place -> place.count() == 4);
        assertThat(report.anchors()).allMatch(place -> place.isSigned() && place.gaps() == 0);
    }

    @Test
    void a_change_of_any_column_is_found() throws Exception {
        var changed = CHANGES.stream().map(change -> change.split(" ", -1)[0]).toList();
        assertThat(changed)
                .containsAll(
                        audit.jdbc
                                .sql(
                                        """
                                        SELECT column_name::text FROM information_schema.columns
                                        WHERE table_schema = 'security' AND column_name <> 'id'
                                          AND table_name = 'audit_event'
                                        """)
                                .query(String.class)
                                .set());
        for (int i = 0; i < CHANGES.size(); i++) {
            var change = CHANGES.get(i);
            audit.tamper("UPDATE security.audit_event SET %s WHERE id = 7".formatted(change));
            assertFound(change, audit.verify(), Kind.ALTERED, 7);
            restoreRecord();
        }
        assertThat(audit.verify().isVerified()).isTrue();
    }

    /** The seventh record is as the eighth but for its time, its detail and its id. */
    private void restoreRecord() {
        audit.tamper(
                """
                UPDATE security.audit_event e SET at = o.at - interval '7 seconds', node = o.node,
                    who = o.who, action = o.action, patients = o.patients, objects = o.objects,
                    purpose = o.purpose, session = o.session, board_case = o.board_case,
                    outcome = o.outcome, detail = 'line 6'
                FROM security.audit_event o WHERE e.id = 7 AND o.id = 8
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ALTER TABLE security.audit_event ALTER id DROP IDENTITY;"
                        + " UPDATE security.audit_event SET id = -7 WHERE id = 7 | REMOVED | 7",
                "DELETE FROM security.audit_event WHERE id = 7 | REMOVED | 7",
                "DELETE FROM security.audit_chain WHERE position = 7 | REMOVED | 7",
                "DELETE FROM security.audit_chain WHERE position < 4 | REMOVED | 1",
                "UPDATE security.audit_chain SET position = 70 WHERE position = 7 | REMOVED | 7",
                "UPDATE security.audit_chain SET settled = 4 WHERE position = 7 | ALTERED | 7",
                "UPDATE security.audit_chain SET settled = 7 WHERE position = 7 | INSERTED | 7",
                "UPDATE security.audit_chain SET form = 2 WHERE position = 7 | UNREADABLE | 7",
                "UPDATE security.audit_chain SET digest = sha256('') WHERE position = 7"
                        + " | ALTERED | 7",
                "UPDATE security.audit_anchor SET digest = sha256('') WHERE position = 10"
                        + " | FORGED | 10",
                "UPDATE security.audit_anchor SET node = 'x' WHERE position = 10 | FORGED | 10",
                "DELETE FROM security.audit_anchor WHERE position = 17 | REMOVED | 17",
                "DELETE FROM security.audit_anchor WHERE position = 5 | REMOVED | 5"
            })
    void a_single_statement_is_found(String sql, Kind kind, long position) throws Exception {
        audit.tamper(sql);

        assertFound(sql, audit.verify(), kind, position);
    }

    @Test
    void a_record_that_is_gone_with_its_place_is_missed() throws Exception {
        audit.tamper(
                "DELETE FROM security.audit_event WHERE id = 7",
                "DELETE FROM security.audit_chain WHERE position = 7");

        var report = audit.verify();
        assertFound("both", report, Kind.REMOVED, 7);
        assertThat(report.findings().count()).as("and nothing else").isEqualTo(1);
    }

    @Test
    void two_records_that_changed_places_are_found() throws Exception {
        audit.tamper(
                """
                UPDATE security.audit_event e SET detail = o.detail, at = o.at
                FROM security.audit_event o WHERE (e.id, o.id) IN ((7, 8), (8, 7))
                """);
        assertFound("contents", audit.verify(), Kind.ALTERED, 7);
    }

    @Test
    void two_places_that_changed_records_are_found() throws Exception {
        audit.tamper(
                "UPDATE security.audit_chain SET event_id = -1 WHERE position = 7",
                "UPDATE security.audit_chain SET event_id = 7 WHERE position = 8",
                "UPDATE security.audit_chain SET event_id = 8 WHERE position = 7");
        assertFound("places", audit.verify(), Kind.ALTERED, 7);
    }

    @Test
    void a_record_that_is_played_again_is_found() throws Exception {
        audit.tamper(
                """
                INSERT INTO security.audit_event OVERRIDING SYSTEM VALUE
                SELECT 100, now(), node, who, action, patients, objects, purpose, session,
                    board_case, outcome, detail FROM security.audit_event WHERE id = 7
                """,
                """
                INSERT INTO security.audit_chain SELECT 27, 100, settled, form, digest
                FROM security.audit_chain WHERE position = 26
                """);
        assertFound("copied", audit.verify(), Kind.ALTERED, 27);
    }

    @Test
    void a_place_that_is_there_twice_is_found() throws Exception {
        audit.tamper(
                "ALTER TABLE security.audit_chain DROP CONSTRAINT audit_chain_pkey",
                "ALTER TABLE security.audit_chain DROP CONSTRAINT audit_chain_event_id_key",
                "INSERT INTO security.audit_chain SELECT * FROM security.audit_chain"
                        + " WHERE position = 7");
        assertFound("twice", audit.verify(), Kind.OUT_OF_PLACE, 7);
    }

    @Test
    void a_place_below_the_first_is_found() throws Exception {
        audit.tamper(
                "ALTER TABLE security.audit_chain DROP CONSTRAINT audit_chain_position_check",
                "INSERT INTO security.audit_chain SELECT -1, 99, 0, form, digest"
                        + " FROM security.audit_chain WHERE position = 7");
        assertFound("below", audit.verify(), Kind.OUT_OF_PLACE, -1);
    }

    @Test
    void a_record_slipped_in_under_an_old_number_is_found_and_never_sealed_by_us()
            throws Exception {
        audit.tamper(
                """
                INSERT INTO security.audit_event OVERRIDING SYSTEM VALUE
                SELECT 13, at, node, 'claude', action, patients, objects, purpose, session,
                    board_case, outcome, detail FROM security.audit_event WHERE id = 12
                """);
        assertThat(new AuditChain(audit.database).append()).isZero();
        assertFound("slipped in", audit.verify(), Kind.INSERTED, 0);
        assertThat(audit.verify().findings().first().getFirst().detail()).contains("record 13 (");

        // By hand, with a digest that fits, it contradicts its own row.
        audit.tamper("INSERT INTO security.audit_chain VALUES (27, 13, 12, 1, sha256(''))");
        rewrite(26);
        assertFound("and chained", audit.verify(), Kind.INSERTED, 27);
    }

    @Test
    void a_cut_tail_is_known_by_an_anchor_wherever_it_is() throws Exception {
        audit.tamper(
                "DELETE FROM security.audit_chain WHERE position > 15",
                "DELETE FROM security.audit_event WHERE id > 16");
        assertFound("anchor in the database", audit.verify(), Kind.CUT, 17);

        audit.tamper("DELETE FROM security.audit_anchor WHERE position > 15");
        assertFound("elsewhere", audit.verify(audit.file.path()), Kind.CUT, 17);

        // And cannot be known without: this is all that is said.
        var report = audit.verify();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.lastAnchor().map(Anchor::position)).contains(10L);
        assertThat(report.position()).isEqualTo(15);
    }

    @Test
    void a_tail_whose_records_alone_are_gone_is_missed() throws Exception {
        audit.tamper("DELETE FROM security.audit_event WHERE id > 24");
        assertFound("records", audit.verify(), Kind.REMOVED, 24);
    }

    @Test
    void a_chain_rewritten_with_all_its_digests_contradicts_the_anchors() throws Exception {
        audit.tamper("UPDATE security.audit_event SET who = 'claude' WHERE id = 12");
        rewrite(11);

        var report = audit.verify(audit.file.path());
        assertFound("rewritten", report, Kind.CONTRADICTED, 17);
        assertThat(report.findings().first().getFirst().detail()).contains("after position 10");
        assertThat(report.findings().first()).allMatch(one -> one.kind() == Kind.CONTRADICTED);

        // Anchors of the attacker's own are by another key.
        var theirs = AnchorKey.create(folder.resolve("theirs.key"));
        resign(theirs);
        assertFound("signed again", audit.verify(), Kind.FORGED, 5);
        assertThat(audit.verify(theirs.publicKeys()).isVerified())
                .as("which is why the public half is kept elsewhere")
                .isTrue();
        assertThat(audit.verify(AnchorKeys.none()).anchors()).noneMatch(one -> one.isSigned());
    }

    @Test
    void an_anchor_that_is_none_is_told() throws Exception {
        audit.tamper(
                "ALTER TABLE security.audit_anchor ALTER COLUMN signature DROP NOT NULL",
                "UPDATE security.audit_anchor SET signature = NULL WHERE position = 10");
        assertFound("no signature", audit.verify(), Kind.UNREADABLE, 0);
    }

    @Test
    void what_waits_for_its_place_is_told_apart() throws Exception {
        var waiting = new AuditTable(audit.database, "node-1", audit.clock);
        waiting.record(AuditEvent.of(new UserName("camille"), Action.SIGN_OUT));

        var report = audit.verify();
        assertThat(report.isVerified()).isTrue();
        assertThat(report.waiting()).isEqualTo(1);
        audit.chain.append();
        assertThat(audit.verify().waiting()).isZero();
    }

    /** Computes the chain again after a position, as an attacker with our program can. */
    private void rewrite(long after) {
        var places = new ArrayList<long[]>();
        audit.jdbc
                .sql(
                        """
                        SELECT position, event_id, settled FROM security.audit_chain
                        WHERE position > ? ORDER BY position
                        """)
                .param(after)
                .query(row -> {
                    places.add(new long[] {row.getLong(1), row.getLong(2), row.getLong(3)});
                });
        var previous = ChainHead.digest(audit.jdbc, after).orElseThrow();
        for (var place : places) {
            previous = rewritten(previous, place);
        }
    }

    private AuditDigest rewritten(AuditDigest previous, long[] place) {
        var row =
                audit.jdbc
                        .sql(
                                "SELECT %s FROM security.audit_event e WHERE id = ?"
                                        .formatted(RecordRows.COLUMNS))
                        .param(place[1])
                        .query((result, _) -> RecordRows.read(result))
                        .single();
        var digest = RecordForm.digest(previous, place[0], place[2], row);
        audit.tamper(
                "UPDATE security.audit_chain SET digest = '\\x%s' WHERE position = %d"
                        .formatted(digest, place[0]));
        return digest;
    }

    private void resign(AnchorKey theirs) {
        var table = new AnchorTable(audit.database);
        for (var signed : table.after(0, 100)) {
            var old = signed.anchor();
            var digest = ChainHead.digest(audit.jdbc, old.position()).orElseThrow();
            var again =
                    theirs.sign(
                            new Anchor(old.position(), digest, old.at(), old.count(), old.node()));
            audit.tamper(
                    """
                    UPDATE security.audit_anchor SET digest = '\\x%s', key_name = '%s',
                        signature = '%s' WHERE position = %d
                    """
                            .formatted(digest, again.key(), again.signature(), old.position()));
        }
    }

    private static void assertFound(String how, AuditReport report, Kind kind, long position) {
        assertThat(report.isVerified()).as(how).isFalse();
        assertThat(report.findings().first().getFirst())
                .as(how)
                .extracting(Finding::kind, Finding::position)
                .containsExactly(kind, position);
    }
}
