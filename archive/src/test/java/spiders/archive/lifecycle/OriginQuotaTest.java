// SPDX-License-Identifier: Apache-2.0
package spiders.archive.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Duplicates;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.OriginQuota;
import spiders.archive.Quota;
import spiders.archive.Quota.Fill;
import spiders.archive.Refusal;
import spiders.archive.RejectionReason;
import spiders.archive.RemovalCause;
import spiders.archive.Samples;
import spiders.archive.store.Selection;
import spiders.archive.upkeep.IndexRebuild;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.security.UserName;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** What some origins may fill, and how much they do. */
class OriginQuotaTest {

    private static final Origin NANTES = new Origin("nantes", "CHU-ANGERS");
    private static final Origin NANTES_BY_TITLE = new Origin("PACSNANTES", "CHU-ANGERS");
    private static final Origin ANGERS = Samples.ORIGIN;
    private static final long SLICE = Samples.bytes(Samples.ct(1)).length;

    @TempDir private Path folder;
    private LifeCycleFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture =
                new LifeCycleFixture(
                        folder.resolve("objects"), RetentionPolicy.NEVER, ArchivePolicy.DEFAULT);
    }

    @AfterEach
    void close() throws IOException {
        fixture.close();
    }

    /** Nantes may fill so much. */
    private static ArchivePolicy policy(long bytes) {
        var nantes =
                new OriginQuota(
                        "nantes", Set.of("nantes", "PACSNANTES"), new Quota.Bytes(bytes, 60));
        return new ArchivePolicy(Duplicates.REFUSE, new Quota.None(), List.of(nantes));
    }

    /** A slice of a study of its own. */
    private static DataSet slice(int number) {
        var study = new UID("1.2.826.0.1.3680043.10.4." + number);
        return Samples.ct(number)
                .with(Tags.StudyInstanceUID, study)
                .with(Tags.SeriesInstanceUID, new UID(study.value() + ".1"));
    }

    private static Ingested ingest(Archive archive, Origin origin, DataSet object)
            throws Exception {
        return archive.ingest(
                origin,
                object.uid(Tags.SOPClassUID).orElseThrow(),
                object.uid(Tags.SOPInstanceUID).orElseThrow(),
                Samples.EXPLICIT,
                new ByteArrayInputStream(Samples.bytes(object)));
    }

    private Ingested ingest(Origin origin, int number) throws Exception {
        return ingest(fixture.archive(), origin, slice(number));
    }

    private void assertOverQuota(Ingested outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Ingested.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.OVER_QUOTA));
    }

    private Fill fill() {
        return fixture.archive().quotas().origins().getFirst().fill();
    }

    @Test
    void beyond_its_quota_an_origin_is_refused_and_others_are_not() throws Exception {
        fixture.restart(policy(2 * SLICE));
        var before = Instant.now();
        assertThat(fill()).isEqualTo(Fill.FREE);
        assertThat(ingest(NANTES, 1)).isInstanceOf(Ingested.Stored.class);
        assertThat(fill()).as("50 %, warned from 60").isEqualTo(Fill.FREE);
        assertThat(ingest(NANTES_BY_TITLE, 2)).isInstanceOf(Ingested.Stored.class);
        assertThat(fill()).isEqualTo(Fill.FULL);

        assertOverQuota(ingest(NANTES, 3));
        assertOverQuota(ingest(NANTES_BY_TITLE, 3));
        assertThat(ingest(ANGERS, 3)).isInstanceOf(Ingested.Stored.class);

        var archive = fixture.archive();
        assertThat(archive.refusal(NANTES)).contains(Refusal.OVER_QUOTA);
        assertThat(archive.refusal(ANGERS)).isEmpty();
        assertThat(archive.shortage(before, _ -> true)).as("stored since").isEmpty();
        assertOverQuota(ingest(NANTES, 4));
        assertThat(archive.shortage(before, Samples.instance(4)::equals))
                .contains(Refusal.OVER_QUOTA);
        assertThat(archive.has(Samples.instance(1))).as("what is there stays").isTrue();
    }

    @Test
    void it_warns_before() throws Exception {
        fixture.restart(policy(3 * SLICE));
        ingest(NANTES, 1);
        ingest(NANTES, 2);

        assertThat(fill()).isEqualTo(Fill.WARNING);
        var state = fixture.archive().quotas().origins().getFirst();
        assertThat(state.held()).isBetween(2 * SLICE - 100, 2 * SLICE + 100);
        assertThat(state.quota().name()).isEqualTo("nantes");
    }

    @Test
    void what_leaves_makes_room() throws Exception {
        ingest(NANTES, 1);
        ingest(NANTES, 2);
        fixture.restart(policy(2 * SLICE - 100));
        assertOverQuota(ingest(NANTES, 3));

        var study = slice(1).uid(Tags.StudyInstanceUID).orElseThrow();
        fixture.lifeCycle()
                .removals()
                .remove(
                        new UserName("root"),
                        new Selection.Study(study),
                        new RemovalCause.ByRule("test"));
        fixture.restart(policy(2 * SLICE - 100)); // It is counted twice a minute.

        assertThat(fill()).isEqualTo(Fill.FREE);
        assertThat(ingest(NANTES, 3)).isInstanceOf(Ingested.Stored.class);
    }

    @Test
    void the_sums_are_what_the_index_holds_whatever_happens_to_objects() throws Exception {
        for (int number = 1; number <= 4; number++) {
            ingest(number % 2 == 0 ? NANTES : ANGERS, number);
        }
        ingest(NANTES, 1); // Again, from another.
        ingest(fixture.archive(), ANGERS, slice(2).with(Tags.StudyDescription, "Other"));
        assertSums();
        var study = slice(2).uid(Tags.StudyInstanceUID).orElseThrow();
        var rejection =
                fixture.lifeCycle()
                        .reject(LifeCycleFixture.RADIOLOGIST, study, RejectionReason.QUALITY)
                        .orElseThrow();
        assertSums();
        fixture.lifeCycle().rejections().revoke(LifeCycleFixture.RADIOLOGIST, rejection.id());
        assertSums();
        fixture.lifeCycle()
                .removals()
                .remove(
                        new UserName("root"),
                        new Selection.Study(study),
                        new RemovalCause.ByRule("test"));
        assertSums();
        assertThat(sums()).hasSize(2);
    }

    @Test
    void an_index_made_again_has_them_too() throws Exception {
        ingest(NANTES, 1);
        ingest(ANGERS, 2);
        var before = sums();
        fixture.stop();
        fixture.jdbc()
                .sql("truncate archive.instance, archive.series, archive.study cascade")
                .update();
        fixture.jdbc().sql("truncate archive.origin_fill").update();

        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        new IndexRebuild(settings, fixture.database()).run((_, _) -> {});

        assertThat(sums()).isEqualTo(before).hasSize(2);
        fixture.start(ArchivePolicy.DEFAULT);
    }

    @Test
    void two_nodes_that_store_at_once_lose_nothing_of_it() throws Exception {
        var other = new ArchiveSettings(folder.resolve("objects"), "other", 0);
        try (var second = new Archive(other, fixture.database(), List.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = new ArrayList<Callable<Ingested>>();
            for (int number = 1; number <= 60; number++) {
                var archive = number % 2 == 0 ? fixture.archive() : second;
                var origin = number % 3 == 0 ? NANTES : ANGERS;
                var object = slice(number);
                tasks.add(() -> ingest(archive, origin, object));
            }
            for (var done : threads.invokeAll(tasks)) {
                assertThat(done.get()).isInstanceOf(Ingested.Stored.class);
            }
        }
        assertSums();
        assertThat(sums()).hasSize(2);
    }

    @Test
    void an_origin_has_one_quota() {
        var first = new OriginQuota("a", Set.of("nantes"), new Quota.Bytes(1, 50));
        var second = new OriginQuota("b", Set.of("angers", "nantes"), new Quota.Bytes(2, 50));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ArchivePolicy(
                                Duplicates.REFUSE, new Quota.None(), List.of(first, second)))
                .withMessageContaining("nantes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OriginQuota("c", Set.of(), new Quota.Bytes(1, 50)));
    }

    private void assertSums() {
        assertThat(sums())
                .isEqualTo(
                        fixture.jdbc()
                                .sql(
                                        """
                                        select origin, count(*)::bigint as objects,
                                            sum(length)::bigint as bytes
                                        from archive.instance group by origin order by origin
                                        """)
                                .query()
                                .listOfRows());
    }

    private List<Map<String, @Nullable Object>> sums() {
        return fixture.jdbc()
                .sql(
                        """
                        select origin, sum(objects)::bigint as objects,
                            sum(bytes)::bigint as bytes
                        from archive.origin_fill group by origin
                        having sum(objects) <> 0 order by origin
                        """)
                .query()
                .listOfRows();
    }
}
