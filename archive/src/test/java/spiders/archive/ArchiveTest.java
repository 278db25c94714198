// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.security.store.TestDatabases;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class ArchiveTest {

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final List<StoredInstance> told = new ArrayList<>();
    private Archive archive;

    @BeforeEach
    void open() throws IOException {
        archive = open(0);
    }

    @AfterEach
    void close() throws IOException {
        archive.close();
        database.close();
    }

    private Archive open(long reserve) throws IOException {
        return new Archive(
                new ArchiveSettings(folder, "test", reserve),
                database,
                List.of((_, instance) -> told.add(instance)));
    }

    @Test
    void an_object_is_kept_byte_for_byte_behind_our_meta() throws Exception {
        var bytes = Samples.bytes(Samples.ct(1));

        var stored = stored(Samples.ingest(archive, Samples.ct(1), bytes));

        var file = Files.readAllBytes(files().getFirst());
        assertThat(Arrays.copyOfRange(file, file.length - bytes.length, file.length))
                .isEqualTo(bytes);
        assertThat(Part10.read(files().getFirst()).dataSet()).isEqualTo(Samples.ct(1));
        assertThat(stored.length()).isEqualTo(bytes.length);
        assertThat(archive.instances(Samples.STUDY)).containsExactly(stored);
        assertThat(told).containsExactly(stored);
        assertThat(archive.has(Samples.instance(1))).isTrue();
        assertThat(archive.has(Samples.instance(2))).isFalse();
    }

    @Test
    void the_same_object_twice_is_held_once() throws Exception {
        Samples.ingest(archive, Samples.ct(1));

        assertThat(Samples.ingest(archive, Samples.ct(1)))
                .isInstanceOf(Ingested.AlreadyThere.class);
        assertThat(files()).hasSize(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void another_content_under_the_same_uid_is_refused_and_the_first_stays() throws Exception {
        Samples.ingest(archive, Samples.ct(1));
        var before = Files.readAllBytes(files().getFirst());

        var second = Samples.ingest(archive, Samples.ct(1).with(Tags.StudyDescription, "Other"));

        assertThat(reason(second)).isEqualTo(Refusal.DIFFERS);
        assertThat(files()).hasSize(1);
        assertThat(files().getFirst()).hasBinaryContent(before);
    }

    @Test
    void many_at_once_of_the_same_object_are_one() throws Exception {
        var outcomes = concurrently(IntStream.range(0, 40).map(_ -> 1).toArray());

        assertThat(outcomes).filteredOn(Ingested.Stored.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Ingested.AlreadyThere.class::isInstance).hasSize(39);
        assertThat(files()).hasSize(1);
    }

    @Test
    void many_at_once_are_all_kept_and_counted() throws Exception {
        var outcomes = concurrently(IntStream.range(0, 200).toArray());

        assertThat(outcomes).allMatch(Ingested.Stored.class::isInstance);
        assertThat(archive.instances(Samples.STUDY)).hasSize(200);
        var study = archive.study(Samples.STUDY).orElseThrow();
        assertThat(study.instances()).isEqualTo(200);
        assertThat(study.series()).isEqualTo(1);
        assertThat(study.modalities()).containsExactly("CT");
        assertThat(archive.counts().instances()).isEqualTo(200);
    }

    private List<Ingested> concurrently(int... numbers) throws Exception {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<Future<Ingested>>();
            for (int number : numbers) {
                futures.add(callers.submit(() -> Samples.ingest(archive, Samples.ct(number))));
            }
            var outcomes = new ArrayList<Ingested>();
            for (var future : futures) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    @Test
    void cut_anywhere_an_object_is_refused_and_nothing_stays() throws Exception {
        var bytes = Samples.bytes(Samples.ct(1));
        for (int length = 0; length < bytes.length; length += 97) {
            var outcome = Samples.ingest(archive, Samples.ct(1), Arrays.copyOf(bytes, length));
            assertThat(reason(outcome)).isIn(Refusal.TRUNCATED, Refusal.MISMATCHED);
        }
        assertThat(files()).isEmpty();
        assertThat(archive.counts().studies()).isZero();
    }

    @Test
    void pixel_data_shorter_than_its_geometry_is_refused() throws Exception {
        var image = Samples.ct(1).toBuilder().set(Tags.PixelData, VR.OW, new byte[100]).build();

        var outcome = (Ingested.Refused) Samples.ingest(archive, image);

        assertThat(outcome.reason()).isEqualTo(Refusal.TRUNCATED);
        assertThat(outcome.message()).contains("100 bytes of pixel data");
        assertThat(files()).isEmpty();
    }

    @Test
    void random_bytes_are_refused() throws Exception {
        var random = new java.util.Random(7);
        for (int i = 0; i < 50; i++) {
            var bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            assertThat(Samples.ingest(archive, Samples.ct(1), bytes))
                    .as("seed 7, round " + i)
                    .isInstanceOf(Ingested.Refused.class);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void an_object_that_is_not_the_announced_one_is_refused() throws Exception {
        var bytes = Samples.bytes(Samples.ct(2));

        assertThat(reason(Samples.ingest(archive, Samples.ct(1), bytes)))
                .isEqualTo(Refusal.MISMATCHED);
        assertThat(files()).isEmpty();
    }

    @Test
    void a_uid_that_climbs_out_of_the_folder_is_no_uid() throws Exception {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new UID("../../x"));
        var climbing =
                Samples.ct(1).with(ValueElement.received(Tags.StudyInstanceUID, VR.UI, "../../x"));

        assertThat(reason(Samples.ingest(archive, climbing))).isEqualTo(Refusal.MISMATCHED);
        assertThat(files()).isEmpty();
    }

    @Test
    void an_instance_of_the_study_under_another_patient_is_refused() throws Exception {
        Samples.ingest(archive, Samples.ct(1));

        assertThat(reason(Samples.ingest(archive, Samples.ct(2).with(Tags.PatientID, "P2"))))
                .isEqualTo(Refusal.OTHER_PATIENT);
    }

    @Test
    void a_series_of_another_study_is_refused() throws Exception {
        Samples.ingest(archive, Samples.ct(1));
        var moved = Samples.ct(2).with(Tags.StudyInstanceUID, new UID("1.2.3"));

        assertThat(reason(Samples.ingest(archive, moved))).isEqualTo(Refusal.MISMATCHED);
    }

    @Test
    void without_room_an_object_is_refused_and_the_archive_lives() throws Exception {
        archive.close();
        archive = open(Long.MAX_VALUE);
        assertThat(reason(Samples.ingest(archive, Samples.ct(1)))).isEqualTo(Refusal.OUT_OF_SPACE);
        archive.close();

        archive = open(0);
        stored(Samples.ingest(archive, Samples.ct(1)));
    }

    @Test
    void a_stream_that_breaks_leaves_nothing() throws Exception {
        var bytes = Samples.bytes(Samples.ct(1));
        var broken =
                new SequenceInputStream(
                        new ByteArrayInputStream(bytes, 0, 5000), new BrokenInput());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() ->
                        archive.ingest(
                                Samples.ORIGIN,
                                UIDs.CTImageStorage,
                                Samples.instance(1),
                                Samples.EXPLICIT,
                                broken))
                .withMessageContaining("connection lost");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_part_10_file_is_the_same_object_as_its_data_set() throws Exception {
        var file = new ByteArrayOutputStream();
        Part10.write(file, Samples.ct(1), Samples.EXPLICIT);
        stored(archive.ingestPart10(Samples.ORIGIN, new ByteArrayInputStream(file.toByteArray())));

        assertThat(Samples.ingest(archive, Samples.ct(1)))
                .isInstanceOf(Ingested.AlreadyThere.class);
    }

    @Test
    void a_file_that_is_not_part_10_is_refused() throws Exception {
        var outcome = archive.ingestPart10(Samples.ORIGIN, new ByteArrayInputStream(new byte[999]));

        assertThat(reason(outcome)).isEqualTo(Refusal.MALFORMED);
    }

    @Test
    void text_that_the_database_cannot_hold_does_not_stop_an_object() throws Exception {
        var received = ValueElement.received(Tags.StudyDescription, VR.LO, "a\0b");

        stored(Samples.ingest(archive, Samples.ct(1).with(received)));
    }

    @Test
    void an_archive_that_was_closed_finds_its_objects_again() throws Exception {
        var stored = stored(Samples.ingest(archive, Samples.ct(1)));
        archive.close();
        archive = open(0);

        assertThat(archive.instances(Samples.STUDY)).containsExactly(stored);
        assertThat(files()).hasSize(1);
    }

    private static StoredInstance stored(Ingested outcome) {
        assertThat(outcome).isInstanceOf(Ingested.Stored.class);
        return ((Ingested.Stored) outcome).instance();
    }

    private static Refusal reason(Ingested outcome) {
        assertThat(outcome).isInstanceOf(Ingested.Refused.class);
        return ((Ingested.Refused) outcome).reason();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0) // Not the names made ahead.
                    .toList();
        }
    }

    private static final class BrokenInput extends InputStream {

        @Override
        public int read() throws IOException {
            throw new IOException("connection lost");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return read();
        }
    }
}
