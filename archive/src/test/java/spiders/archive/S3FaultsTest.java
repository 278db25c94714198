// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.objects.FaultyRoad;
import spiders.archive.objects.FaultyRoad.Fault;
import spiders.archive.objects.ObjectStore.Condition;
import spiders.archive.objects.S3Server;
import spiders.archive.upkeep.Finding;
import spiders.archive.upkeep.IndexRebuild;
import spiders.archive.upkeep.Verification;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An archive over a real S3 server, and a road to it on which requests are lost in every way. */
class S3FaultsTest {

    private static final int ALWAYS = 1_000_000;

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private S3Server server;
    private FaultyRoad road;
    private Archive archive;

    @BeforeEach
    void open() throws IOException {
        server = S3Server.start(folder.resolve("s3"));
        road = new FaultyRoad(server.port());
        archive = new Archive(settings(), database, List.of());
    }

    @AfterEach
    void close() throws IOException {
        road.clear();
        archive.close();
        road.close();
        server.close();
        database.close();
    }

    private ArchiveSettings settings() {
        var place = server.bucket(folder.resolve("spool"), road.port(), S3Server.BUCKET);
        return new ArchiveSettings(place, "test", 0);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "BUSY", "CUT", "UNHEARD", "SLOW"})
    void what_passes_is_waited_for_and_the_object_is_stored_once(Fault fault) throws Exception {
        road.strike(fault, "PUT", 2);

        assertThat(Samples.ingest(archive, Samples.ct(1))).isInstanceOf(Ingested.Stored.class);

        assertThat(road.struck()).isEqualTo(fault == Fault.NONE || fault == Fault.SLOW ? 1 : 2);
        assertThat(archive.condition()).isEqualTo(new Condition.Up());
        assertStoredAre(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "CUT", "UNHEARD", "SILENT"})
    void what_does_not_pass_is_a_refusal_for_now_and_nothing_of_it_is_served(Fault fault)
            throws Exception {
        assertThat(Samples.ingest(archive, Samples.ct(1))).isInstanceOf(Ingested.Stored.class);
        road.strike(fault, "PUT", ALWAYS);

        var refused = (Ingested.Refused) Samples.ingest(archive, Samples.ct(2));

        assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
        assertThat(archive.has(Samples.instance(2))).isFalse();
        road.clear();
        assertThat(Samples.ingest(archive, Samples.ct(2))).isInstanceOf(Ingested.Stored.class);
        assertStoredAre(1, 2);
    }

    @Test
    void a_store_that_is_busy_for_ever_is_down_and_up_again_when_it_answers() throws Exception {
        road.strike(Fault.BUSY, "", ALWAYS);
        Samples.ingest(archive, Samples.ct(1));
        assertThat(archive.condition())
                .isEqualTo(new Condition.Down("The object store answers SlowDown (503)"));

        road.clear();
        assertThat(Samples.ingest(archive, Samples.ct(1))).isInstanceOf(Ingested.Stored.class);
        assertThat(archive.condition()).isEqualTo(new Condition.Up());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUSY", "CUT", "UNHEARD"})
    void a_long_object_in_parts_passes_too(Fault fault) throws Exception {
        for (var method : List.of("POST", "PUT")) {
            road.strike(fault, method, 2);
            int number = method.length();
            var pixels = new byte[6000 * 3000 * 2];
            pixels[pixels.length - 1] = 3;
            var image =
                    Samples.ct(number).toBuilder()
                            .set(Tags.Rows, 3000)
                            .set(Tags.Columns, 6000)
                            .set(Tags.PixelData, VR.OW, pixels)
                            .build();
            assertThat(Samples.ingest(archive, image)).isInstanceOf(Ingested.Stored.class);
            assertThat(road.struck()).isEqualTo(2);
        }
        assertThat(verified()).isEmpty();
    }

    @Test
    void a_read_that_breaks_off_goes_on_where_it_was() throws Exception {
        assertThat(Samples.ingest(archive, Samples.ct(1))).isInstanceOf(Ingested.Stored.class);
        road.strike(Fault.BUSY, "GET", 2);
        assertStoredAre(1);
        road.strike(Fault.UNHEARD, "GET", 2);
        assertStoredAre(1);
    }

    @Test
    void what_stays_behind_when_nothing_answers_any_more_is_named() throws Exception {
        road.strike(Fault.UNHEARD, "", ALWAYS); // Taken each time, and the removal is not heard.
        var refused = (Ingested.Refused) Samples.ingest(archive, Samples.ct(1));
        assertThat(refused.reason()).isEqualTo(Refusal.UNAVAILABLE);
        road.strike(Fault.BUSY, "DELETE", ALWAYS);
        road.clear();
        archive.close();

        var left = server.keys();
        assertThat(verified())
                .isEqualTo(left.isEmpty() ? Map.of() : Map.of(Finding.Kind.ORPHAN, 1L));
        archive = new Archive(settings(), database, List.of());
        assertThat(archive.instances(Samples.STUDY)).isEmpty();
    }

    @Test
    void a_lost_index_is_made_again_from_the_bucket() throws Exception {
        for (int number = 1; number <= 3; number++) {
            Samples.ingest(archive, Samples.ct(number));
        }
        archive.close();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(
                    """
                    truncate archive.instance, archive.series, archive.study, archive.identity,
                        archive.shelf restart identity cascade
                    """);
        }

        var report = new IndexRebuild(settings(), database).run((_, _) -> {});

        assertThat(report.indexed()).isEqualTo(3);
        assertThat(report.isClean()).isTrue();
        archive = new Archive(settings(), database, List.of());
        assertStoredAre(1, 2, 3);
    }

    /** Each is in the index, and in the bucket with the bytes that were sent, and nothing else. */
    private void assertStoredAre(int... numbers) throws IOException {
        for (int number : numbers) {
            assertThat(archive.has(Samples.instance(number))).isTrue();
        }
        assertThat(server.keys()).hasSize(numbers.length);
        for (var key : server.keys()) {
            var stored = Part10.read(server.file(key)).dataSet();
            int number = stored.integer(Tags.InstanceNumber).orElseThrow();
            assertThat(numbers).contains(number);
            assertThat(stored).isEqualTo(Samples.ct(number));
        }
        assertThat(verified()).isEmpty();
    }

    private Map<Finding.Kind, Long> verified() throws IOException {
        try (var check = new Verification(settings(), database)) {
            return check.run(Verification.Depth.DIGESTS, (_, _) -> {}).counts();
        }
    }
}
