// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.ArchivePolicy;
import spiders.archive.Duplicates;
import spiders.archive.Ingested;
import spiders.archive.Quota;
import spiders.archive.QuotaWatch;
import spiders.archive.Refusal;
import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One SOP Instance UID, two contents: neither replaces the other by itself. */
class DifferencesTest {

    private static final ArchivePolicy APART =
            new ArchivePolicy(Duplicates.KEEP_APART, new Quota.None());

    @TempDir private Path folder;
    private LifeCycleFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new LifeCycleFixture(folder, RetentionPolicy.NEVER, APART);
        Samples.ingest(fixture.archive(), Samples.ct(1));
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    @Test
    void another_content_is_kept_and_the_first_is_served() throws Exception {
        assertThat(Samples.ingest(fixture.archive(), other()))
                .isInstanceOf(Ingested.KeptApart.class);

        assertThat(served()).isEqualTo(Samples.ct(1));
        assertThat(fixture.files()).hasSize(2);
        assertThat(fixture.lifeCycle().differences().waiting(9)).hasSize(1);
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void the_same_other_content_again_is_kept_once() throws Exception {
        Samples.ingest(fixture.archive(), other());

        assertThat(Samples.ingest(fixture.archive(), other()))
                .isInstanceOf(Ingested.KeptApart.class);

        assertThat(fixture.files()).hasSize(2);
        assertThat(fixture.lifeCycle().differences().waiting(9)).hasSize(1);
    }

    @Test
    void what_was_kept_apart_outlives_a_restart() throws Exception {
        Samples.ingest(fixture.archive(), other());

        fixture.restart(APART);

        assertThat(fixture.files()).hasSize(2);
        assertThat(fixture.lifeCycle().differences().waiting(9)).hasSize(1);
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void a_person_discards_it() throws Exception {
        Samples.ingest(fixture.archive(), other());
        var differences = fixture.lifeCycle().differences();

        var removal =
                differences.discard(
                        LifeCycleFixture.RADIOLOGIST, differences.waiting(1).getFirst().id());

        assertThat(removal.orElseThrow().isFinished()).isTrue();
        assertThat(served()).isEqualTo(Samples.ct(1));
        assertThat(fixture.files()).hasSize(1);
        assertThat(differences.waiting(9)).isEmpty();
    }

    @Test
    void a_person_prefers_it() throws Exception {
        Samples.ingest(fixture.archive(), other());
        var differences = fixture.lifeCycle().differences();
        long id = differences.waiting(1).getFirst().id();

        var removal = differences.prefer(LifeCycleFixture.RADIOLOGIST, id);

        assertThat(removal.orElseThrow().objects()).isEqualTo(1);
        assertThat(served()).isEqualTo(other());
        assertThat(fixture.files()).hasSize(1);
        assertThat(differences.prefer(LifeCycleFixture.RADIOLOGIST, id)).as("again").isEmpty();
        assertThat(fixture.verify().isClean()).isTrue();
    }

    @Test
    void the_other_policy_refuses() throws Exception {
        fixture.restart(ArchivePolicy.DEFAULT);

        assertThat(Samples.ingest(fixture.archive(), other()))
                .isInstanceOfSatisfying(
                        Ingested.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.DIFFERS));
        assertThat(fixture.files()).hasSize(1);
    }

    @Test
    void a_quota_that_is_reached_refuses_and_says_so_before() throws Exception {
        long one = fixture.archive().counts().bytes();
        fixture.restart(new ArchivePolicy(Duplicates.REFUSE, new Quota.Bytes(one + 1, 80)));
        assertThat(fixture.archive().quotas().whole().fill()).isEqualTo(Quota.Fill.WARNING);
        assertThat(Samples.ingest(fixture.archive(), Samples.ct(2)))
                .isInstanceOf(Ingested.Stored.class);

        fixture.restart(new ArchivePolicy(Duplicates.REFUSE, new Quota.Bytes(one + 1, 80)));

        assertThat(fixture.archive().quotas().whole().fill()).isEqualTo(Quota.Fill.FULL);
        assertThat(Samples.ingest(fixture.archive(), Samples.ct(3)))
                .isInstanceOfSatisfying(
                        Ingested.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.OUT_OF_SPACE));
        assertThat(fixture.archive().has(Samples.instance(2))).as("what is there stays").isTrue();
    }

    @Test
    void a_quota_is_counted_twice_a_minute_however_often_it_is_asked() {
        var counts = new AtomicInteger();
        var now = new AtomicLong();
        var watch =
                new QuotaWatch(
                        new Quota.Bytes(100, 50),
                        () -> counts.incrementAndGet() * 40L,
                        () -> Instant.ofEpochSecond(now.get()));

        for (int second = 0; second < 60; second++) {
            now.set(second);
            watch.isFull();
        }

        assertThat(counts).hasValue(2);
        assertThat(watch.state().fill()).isEqualTo(Quota.Fill.WARNING);
    }

    private static DataSet other() {
        return Samples.ct(1).with(Tags.StudyDescription, "TAP corrig\u00e9");
    }

    private DataSet served() throws Exception {
        var served =
                fixture.jdbc()
                        .sql(
                                """
                                select s.path, i.file from archive.instance i
                                join archive.shelf s on s.id = i.shelf where i.uid = ?
                                """)
                        .param(Samples.instance(1).value())
                        .query((row, _) ->
                                folder.resolve(row.getString(1))
                                        .resolve("%04x.dcm".formatted(row.getInt(2))))
                        .single();
        return Part10.read(served).dataSet();
    }
}
