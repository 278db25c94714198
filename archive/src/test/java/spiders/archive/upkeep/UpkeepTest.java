// SPDX-License-Identifier: Apache-2.0
package spiders.archive.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.archive.objects.Seal;
import spiders.archive.upkeep.Verification.Depth;
import spiders.dicom.dictionary.Tags;
import spiders.security.store.TestDatabases;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The index made again from the files, and both held against each other. */
class UpkeepTest {

    private static final int OBJECTS = 130;

    /** Everything that the index knows of an instance but for its rows' numbers. */
    private static final String ROWS =
            """
            select i.uid, se.uid as series, se.modality, se.number as series_number,
                convert_from(se.attributes, 'UTF8') as series_attributes, se.instances, se.bytes,
                st.uid as study, st.date, st.time, st.accession, st.description, st.patient_id,
                st.name_folded, st.study_id, st.birth_date as study_birth_date,
                st.sex as study_sex, st.referring, st.name_keys::text as name_keys,
                se.sop_classes::text as sop_classes,
                (select string_agg(a.value || '@' || a.issuer, ' ' order by a.value, a.issuer)
                    from archive.identity_alias a where a.identity = st.identity) as aliases,
                convert_from(st.attributes, 'UTF8') as study_attributes,
                d.authority, d.value, d.name, d.birth_date, d.sex,
                i.sop_class, i.transfer_syntax, i.number, s.path, i.file, i.data_offset, i.length,
                encode(i.digest, 'hex') as digest, i.frames, i.origin,
                encode(i.metadata, 'hex') as metadata, encode(i.bulk, 'hex') as bulk, i.received_at
            from archive.instance i join archive.series se on se.id = i.series
            join archive.study st on st.id = se.study
            join archive.identity d on d.id = i.identity
            join archive.shelf s on s.id = i.shelf order by i.uid
            """;

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private final JdbcClient jdbc = JdbcClient.create(database);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_lost_index_is_made_again_from_the_files_alone() throws Exception {
        fill();
        var before = rows();
        loseIndex();

        var report = rebuild();

        assertThat(report.indexed()).isEqualTo(OBJECTS);
        assertThat(report.isClean()).isTrue();
        assertThat(rows()).isEqualTo(before);
        assertThat(verify(Depth.DIGESTS).counts()).isEmpty();
        assertThat(rebuild().files()).as("nothing is left to do").isZero();
    }

    @Test
    void a_rebuild_that_was_stopped_goes_on() throws Exception {
        fill();
        var before = rows();
        loseIndex();
        jdbc.sql("alter table archive.instance add constraint stop check (number < 100)").update();
        assertThatExceptionOfType(RuntimeException.class).isThrownBy(this::rebuild);
        long done = count();
        assertThat(done).isBetween(1L, OBJECTS - 1L);
        jdbc.sql("alter table archive.instance drop constraint stop").update();

        assertThat(rebuild().indexed()).isEqualTo(OBJECTS - done);
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void two_identities_of_a_study_come_back_though_their_link_is_lost() throws Exception {
        try (var archive = archive()) {
            Samples.ingest(archive, Samples.ct(1));
            jdbc.sql("update archive.identity set value = 'P2'").update(); // As if linked.
            Samples.ingest(archive, Samples.ct(2).with(Tags.PatientID, "P2"));
        }
        loseIndex();

        assertThat(rebuild().indexed()).isEqualTo(2);
    }

    @Test
    void a_running_archive_keeps_a_rebuild_out() throws IOException {
        try (var archive = archive()) {
            assertThat(archive).isNotNull();
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(this::rebuild)
                    .withMessageContaining("Another archive of node test");
        }
    }

    @Test
    void what_is_as_it_was_stored_verifies() throws Exception {
        fill();

        var report = verify(Depth.DIGESTS);

        assertThat(report.isClean()).isTrue();
        assertThat(report.files()).isEqualTo(OBJECTS);
        assertThat(report.bytes()).isPositive();
    }

    @Test
    void a_flipped_byte_a_cut_tail_and_a_missing_file_are_told_apart() throws Exception {
        fill();
        var files = files();
        flip(files.get(0));
        Files.write(files.get(1), cut(Files.readAllBytes(files.get(1))));
        Files.delete(files.get(2));

        var report = verify(Depth.DIGESTS);

        assertThat(report.findings())
                .extracting(Finding::kind, Finding::file)
                .containsExactlyInAnyOrder(
                        tuple(Finding.Kind.DAMAGED, name(files.get(0))),
                        tuple(Finding.Kind.DAMAGED, name(files.get(1))),
                        tuple(Finding.Kind.MISSING, name(files.get(2))));
        assertThat(verify(Depth.LENGTHS).counts())
                .as("lengths alone do not see a flipped byte")
                .isEqualTo(Map.of(Finding.Kind.DAMAGED, 1L, Finding.Kind.MISSING, 1L));
    }

    @Test
    void a_damaged_file_is_not_indexed_again() throws Exception {
        fill();
        flip(files().getFirst());
        loseIndex();

        var report = rebuild();

        assertThat(report.indexed()).isEqualTo(OBJECTS - 1);
        assertThat(report.counts()).isEqualTo(Map.of(Finding.Kind.DAMAGED, 1L));
        assertThat(files()).as("it is still there").hasSize(OBJECTS);
    }

    @Test
    void a_verification_that_was_stopped_goes_on_and_keeps_what_it_found() throws Exception {
        fill();
        flip(files().getFirst());
        UpkeepListener stopping =
                (done, _) -> {
                    throw new IllegalStateException("at " + done);
                };
        try (var check = new Verification(settings(), database)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> check.run(Depth.DIGESTS, stopping));
        }

        var report = verify(Depth.DIGESTS);

        assertThat(report.files()).isEqualTo(OBJECTS);
        assertThat(report.counts()).isEqualTo(Map.of(Finding.Kind.DAMAGED, 1L));
        assertThat(jdbc.sql("select count(*) from archive.verification").query(Long.class).single())
                .isEqualTo(1);
    }

    @Test
    void a_file_without_a_row_is_an_orphan_and_a_rebuild_takes_it_in() throws Exception {
        fill();
        jdbc.sql("delete from archive.instance where number = 7").update();

        assertThat(verify(Depth.LENGTHS).counts()).isEqualTo(Map.of(Finding.Kind.ORPHAN, 1L));
        assertThat(rebuild().indexed()).isEqualTo(1);
        assertThat(verify(Depth.LENGTHS).counts()).isEmpty();
    }

    @Test
    void the_seal_of_a_file_says_whence_and_when_and_is_not_given_out() throws Exception {
        fill();

        var seal = Seal.of(files().getFirst()).orElseThrow();

        assertThat(seal.origin()).isEqualTo(Samples.ORIGIN);
        assertThat(seal.length()).isPositive();
        assertThat(Seal.of(files().get(1)).orElseThrow().received())
                .isAfterOrEqualTo(seal.received());
    }

    @Test
    void what_a_crash_left_whole_is_indexed_by_the_start() throws Exception {
        fill();
        jdbc.sql("delete from archive.instance where number in (3, 4)").update();
        jdbc.sql("update archive.shelf set sealed_at = null").update();

        try (var archive = archive()) {
            assertThat(archive.has(Samples.instance(3))).isTrue();
            assertThat(archive.instances(Samples.STUDY)).hasSize(OBJECTS);
        }
        assertThat(files()).hasSize(OBJECTS);
    }

    @Test
    void an_origin_of_an_odd_and_of_an_even_length_is_read_back() throws Exception {
        for (var name : List.of("a", "ab", "abc", "é", "éa")) {
            var origin = new Origin(name, "CHU d'Angers");
            int number = name.hashCode() & 0xFFF;
            try (var archive = archive()) {
                var bytes = Samples.bytes(Samples.ct(number));
                assertThat(
                                archive.ingest(
                                        origin,
                                        Samples.ct(number).uid(Tags.SOPClassUID).orElseThrow(),
                                        Samples.instance(number),
                                        Samples.EXPLICIT,
                                        new ByteArrayInputStream(bytes)))
                        .isInstanceOf(Ingested.Stored.class);
            }
        }
        assertThat(files())
                .hasSize(5)
                .allSatisfy(file -> assertThat(Seal.of(file)).as("%s", file).isPresent());
    }

    private void fill() throws Exception {
        try (var archive = archive()) {
            for (int number = 1; number <= OBJECTS; number++) {
                assertThat(Samples.ingest(archive, Samples.ct(number)))
                        .isInstanceOf(Ingested.Stored.class);
            }
        }
    }

    private ArchiveSettings settings() {
        return new ArchiveSettings(folder, "test", 0);
    }

    private Archive archive() throws IOException {
        return new Archive(settings(), database, List.of());
    }

    private UpkeepReport rebuild() throws IOException {
        return new IndexRebuild(settings(), database).run((_, _) -> {});
    }

    private UpkeepReport verify(Depth depth) throws IOException {
        try (var check = new Verification(settings(), database)) {
            return check.run(depth, (_, _) -> {});
        }
    }

    private void loseIndex() {
        jdbc.sql(
                        """
                        truncate archive.instance, archive.series, archive.study,
                            archive.identity, archive.shelf restart identity cascade
                        """)
                .update();
    }

    private List<String> rows() {
        return jdbc.sql(ROWS).query().listOfRows().stream().map(Map::toString).toList();
    }

    private long count() {
        return jdbc.sql("select count(*) from archive.instance").query(Long.class).single();
    }

    private static void flip(Path file) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 1;
        Files.write(file, bytes);
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 2);
    }

    private String name(Path file) throws IOException {
        return folder.toRealPath().relativize(file).toString();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(folder.toRealPath())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }
}
