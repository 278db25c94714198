// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.Migrations;
import spiders.security.store.TestDatabases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/** A backup that was changed, cut, mixed up or lost in part: each is named, nothing is restored. */
class BackupDamageTest {

    private static final String[] MODULES = {"security", "archive", "retrieval", "rcp", "server"};

    @TempDir private static Path folder;
    private static Path sound;
    private static BackupPlace place;

    @BeforeAll
    static void backUp() throws Exception {
        place = new BackupPlace(folder);
        var database = TestDatabases.access(MODULES);
        var origin = configuration("origin", database);
        try (var pool = database.pool(4);
                var archive = archive("origin", pool)) {
            for (int number = 1; number <= 3; number++) {
                SampleObjects.store(archive, number);
            }
            assertThat(place.backUp(origin)).as(place.said()).isZero();
            SampleObjects.store(archive, 4);
            assertThat(place.backUp(origin)).as(place.said()).isZero();
        }
        sound = folder.resolve("sound");
        copy(place.backup(), sound);
    }

    @AfterEach
    void mend() throws IOException {
        RestoreStaging.delete(place.backup());
        copy(sound, place.backup());
        RestoreStaging.delete(folder.resolve("target"));
    }

    @Test
    void a_sound_backup_is_restored_into_a_database_of_others() throws Exception {
        var database = TestDatabases.access();
        var target = configuration("target", database);
        assertThat(place.restore(target)).as(place.said()).isZero();
        assertThat(place.said()).contains("4 objects verified");
        try (var pool = database.pool(4);
                var archive = archive("target", pool)) {
            assertThat(archive.instances(SampleObjects.STUDY)).hasSize(4);
        }
        RestoreStaging.delete(folder.resolve("target"));
        assertThat(place.restore(target)).isEqualTo(1);
        assertThat(place.said()).contains("holds a hub");
    }

    @Test
    void an_older_snapshot_is_restored_by_its_name() throws Exception {
        var older = older().getFileName().toString();
        var target = configuration("target", TestDatabases.access());
        assertThat(place.restore(target, "--snapshot", older)).as(place.said()).isZero();
        assertThat(place.said()).contains(older).contains("3 objects verified");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.instance", "security.account", "manifest"})
    void a_flipped_bit_of_a_snapshot_is_named(String part) throws Exception {
        var file = place.newest().resolve(part);
        for (long at : List.of(0L, Files.size(file) / 2, Files.size(file) - 1)) {
            flip(file, at);
            assertRefused(part, "changed");
            flip(file, at);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive.instance", "security.audit_event", "manifest"})
    void a_cut_file_of_a_snapshot_is_named(String part) throws Exception {
        var file = place.newest().resolve(part);
        var bytes = Files.readAllBytes(file);
        for (int length : List.of(0, 10, bytes.length / 2, bytes.length - 1)) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertRefused(part, "cut");
        }
    }

    @Test
    void a_table_that_is_missing_is_named() throws Exception {
        Files.delete(place.newest().resolve("rcp.board"));
        assertRefused("rcp.board", "missing");
    }

    @Test
    void a_table_of_another_snapshot_is_named() throws Exception {
        Files.copy(
                older().resolve("security.account"),
                place.newest().resolve("security.account"),
                StandardCopyOption.REPLACE_EXISTING);
        assertRefused("security.account", "another file");
    }

    @Test
    void a_flipped_bit_of_an_object_is_named() throws Exception {
        var file = place.files("objects").get(1);
        flip(file, Files.size(file) / 2);
        assertRefused(file.getFileName().toString(), "changed");
    }

    @Test
    void a_cut_object_and_a_missing_one_are_named_together() throws Exception {
        var files = place.files("objects");
        Files.write(files.get(0), new byte[10]);
        Files.delete(files.get(2));
        assertRefused("2 objects are", files.get(0).getFileName().toString());
        assertThat(place.said()).contains(files.get(2).getFileName().toString());
    }

    @Test
    void two_objects_that_changed_places_are_named() throws Exception {
        var files = place.files("objects");
        var first = Files.readAllBytes(files.get(0));
        Files.write(files.get(0), Files.readAllBytes(files.get(1)));
        Files.write(files.get(1), first);
        assertRefused(files.get(0).getFileName().toString(), "another file");
    }

    @Test
    void a_wrong_key_is_said_to_be_one() throws Exception {
        var other = folder.resolve("other.key");
        assertThat(place.run("backup", "--new-key", other.toString())).isZero();
        var target = configuration("target", TestDatabases.access());
        int code =
                place.run(
                        "restore",
                        "--config",
                        target.toString(),
                        "--from",
                        place.backup().toString(),
                        "--key-file",
                        other.toString());
        assertThat(code).isEqualTo(1);
        assertThat(place.said()).contains("wrong key");
    }

    @Test
    void a_backup_of_older_tables_becomes_a_hub_of_today() throws Exception {
        var database = TestDatabases.access();
        var source = source(database);
        Migrations.run(source, "security");
        Migrations.runTo(source, "archive", "1");
        JdbcClient.create(source)
                .sql("insert into archive.identity values (default, 'A', 'P1', 'DEMO', '', 'F')")
                .update();
        var origin = configuration("origin-of-old", database);
        Files.createDirectories(folder.resolve("origin-of-old/objects"));
        assertThat(place.backUp(origin)).as(place.said()).isZero();

        var restored = TestDatabases.access();
        var target = configuration("target", restored);
        assertThat(place.restore(target)).as(place.said()).isZero();
        assertThat(
                        JdbcClient.create(source(restored))
                                .sql("select count(*) from archive.identity")
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        assertThat(Migrations.version(source(restored), "archive"))
                .as("the newer scripts have been run")
                .isNotEqualTo(Optional.of("1"))
                .isPresent();
    }

    @Test
    void a_backup_of_newer_tables_is_refused() throws Exception {
        var database = TestDatabases.access(MODULES);
        JdbcClient.create(source(database))
                .sql(
                        """
                        insert into archive.schema_history
                        select 99, '99', 'later', 'SQL', 'V99__later.sql', 1, installed_by,
                               now(), 1, true
                        from archive.schema_history limit 1
                        """)
                .update();
        Files.createDirectories(folder.resolve("origin-of-new/objects"));
        assertThat(place.backUp(configuration("origin-of-new", database)))
                .as(place.said())
                .isZero();
        assertRefused("a newer SPIDERS", "archive");
    }

    private static void assertRefused(String... words) throws Exception {
        var database = TestDatabases.access();
        var target = configuration("target", database);
        assertThat(place.restore(target)).as(place.said()).isEqualTo(1);
        assertThat(place.said()).contains(words);
        assertThat(folder.resolve("target/objects")).doesNotExist();
        assertThat(
                        JdbcClient.create(source(database))
                                .sql(
                                        """
                                        select nspname::text from pg_namespace
                                        where nspname not like 'pg%'
                                          and nspname not in ('public', 'information_schema')
                                        """)
                                .query((row, _) -> row.getString(1))
                                .list())
                .as("schemas that are left")
                .isEmpty();
    }

    private static Path older() throws IOException {
        try (var snapshots = Files.list(place.backup().resolve("snapshots"))) {
            return snapshots.sorted().toList().getFirst();
        }
    }

    private static void flip(Path file, long at) throws IOException {
        var bytes = Files.readAllBytes(file);
        bytes[(int) at] ^= 1;
        Files.write(file, bytes);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.sorted(Comparator.naturalOrder()).toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    private static Path configuration(String name, DatabaseAccess database) throws IOException {
        return place.external(name, database.url(), database.user(), database.password());
    }

    private static Archive archive(String name, DataSource database) throws IOException {
        var objects = folder.resolve(name).resolve("objects");
        return new Archive(new ArchiveSettings(objects, "hub", 0), database, List.of());
    }

    private static DataSource source(DatabaseAccess access) {
        return new DriverManagerDataSource(access.url(), access.user(), access.password());
    }
}
