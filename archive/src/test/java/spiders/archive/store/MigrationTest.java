// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.archive.upkeep.ColumnFill;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.Tags;
import spiders.security.store.Migrations;
import spiders.security.store.TestDatabases;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Archives that past releases filled answer as one that this release did. */
class MigrationTest {

    private static final List<String> COLUMNS =
            List.of(
                    """
                    select uid, study_id, birth_date, sex, referring, name_keys::text as keys
                    from archive.study order by uid
                    """,
                    """
                    select st.uid, a.value, a.issuer from archive.identity_alias a
                    join archive.study st on st.identity = a.identity
                    order by st.uid, a.value, a.issuer
                    """,
                    """
                    select uid, instances, changes, sop_classes::text as classes
                    from archive.series order by uid
                    """,
                    """
                    select origin, sum(objects) as objects, sum(bytes) as bytes
                    from archive.origin_fill group by origin order by origin
                    """);

    @TempDir private static Path folder;
    private static final HikariDataSource FRESH = TestDatabases.fresh("archive");

    @BeforeAll
    static void fill() throws Exception {
        try (var archive = new Archive(new ArchiveSettings(folder, "test", 0), FRESH, List.of())) {
            for (var object : PastObjects.all()) {
                archive.ingest(
                        new Origin("essais", "ESSAIS-ORIGINE"),
                        object.uid(Tags.SOPClassUID).orElseThrow(),
                        object.uid(Tags.SOPInstanceUID).orElseThrow(),
                        Samples.EXPLICIT,
                        new ByteArrayInputStream(Samples.bytes(object)));
            }
        }
    }

    @AfterAll
    static void close() {
        FRESH.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void an_archive_of_a_past_release_answers_as_a_fresh_one(String version) throws Exception {
        try (var database = TestDatabases.fresh()) {
            Flyway.configure()
                    .dataSource(database)
                    .schemas("archive")
                    .defaultSchema("archive")
                    .table("schema_history")
                    .locations("classpath:db/archive")
                    .target(version)
                    .load()
                    .migrate();
            new JdbcTemplate(database).execute(resource("V" + version + ".sql"));

            Migrations.run(database, "archive");

            assertThat(new SearchColumns(database).isFilled()).isFalse();
            assertThat(answers(database)).as("before all is filled").isEqualTo(answers(FRESH));
            var filling = new ColumnFill(database);
            filling.await();
            filling.close();
            assertThat(new SearchColumns(database).isFilled()).isTrue();
            assertThat(answers(database)).isEqualTo(answers(FRESH));
            assertThat(columns(database)).isEqualTo(columns(FRESH));
            assertThat(found(database, Level.STUDY, Tags.PatientID, "ANCIEN-3")).hasSize(1);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in =
                Objects.requireNonNull(
                        MigrationTest.class.getResourceAsStream("/past/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<List<DataSet>> answers(HikariDataSource database) {
        var answers = new ArrayList<List<DataSet>>();
        for (var level : Level.values()) {
            answers.add(found(database, level, Tags.PatientName, "*"));
            answers.add(found(database, level, Tags.PatientName, "lefebvre essai"));
            answers.add(found(database, level, Tags.PatientID, "E1"));
            answers.add(found(database, level, Tags.PatientBirthDate, "19510101-19520201"));
            answers.add(found(database, level, Tags.PatientSex, "F"));
        }
        answers.add(found(database, Level.STUDY, Tags.StudyID, "ES4"));
        answers.add(found(database, Level.STUDY, Tags.ReferringPhysicianName, "essai-medecin^2"));
        answers.add(
                found(database, Level.STUDY, Tags.SOPClassesInStudy, "1.2.840.10008.5.1.4.1.1.4"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer).isNotEmpty());
        return answers;
    }

    private static List<DataSet> found(
            HikariDataSource database, Level level, Tag tag, String value) {
        var keys =
                DataSet.builder()
                        .empty(Tags.SOPClassesInStudy)
                        .set(ValueElement.received(tag, Dictionary.vr(tag), List.of(value)))
                        .build();
        var search = new Search(level, keys, EnumSet.of(Matching.FUZZY), Search.ALL, 0);
        return new SearchQueries(database).find(new Scope.Everything(), search);
    }

    private static List<List<Map<String, @Nullable Object>>> columns(HikariDataSource database) {
        var jdbc = new JdbcTemplate(database);
        return COLUMNS.stream().map(jdbc::queryForList).toList();
    }
}
