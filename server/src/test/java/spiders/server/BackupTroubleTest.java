// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.security.store.DatabaseAccess;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.SmallDisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Killed in the middle, or without room: what was there stays, and the next try comes through. */
class BackupTroubleTest {

    private static final String[] MODULES = {"security", "archive", "retrieval", "rcp", "server"};
    private static final int OBJECTS = 150;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder;

    @Test
    void a_backup_and_a_restore_that_are_killed_are_started_again() throws Exception {
        var place = new BackupPlace(folder);
        var database = TestDatabases.access(MODULES);
        var origin = configuration(place, "origin", database);
        fill(database, OBJECTS);

        kill("backup", origin, place, place.backup().resolve("objects"));
        assertThat(place.restore(configuration(place, "early", TestDatabases.access())))
                .isEqualTo(1);
        assertThat(place.said()).contains("no finished backup");
        assertThat(place.backUp(origin)).as(place.said()).isZero();
        assertThat(place.said())
                .contains(OBJECTS + " objects (")
                .doesNotContain("(%d new".formatted(OBJECTS));

        var empty = TestDatabases.access();
        var target = configuration(place, "target", empty);
        kill("restore", target, place, folder.resolve("target/.restoring/objects"));
        assertThatExceptionOfType(HubStartException.class)
                .isThrownBy(() -> Hub.start(BackupPlace.read(target)))
                .withMessageContaining("run it again");
        assertThat(place.restore(target)).as(place.said()).isZero();
        assertThat(place.said()).contains(OBJECTS + " objects verified");
        try (var pool = empty.pool(4);
                var archive = archive("target", pool)) {
            assertThat(archive.instances(SampleObjects.STUDY)).hasSize(OBJECTS);
        }
    }

    @Test
    @Tag("root")
    void a_full_disk_keeps_the_earlier_backup_and_room_lets_the_next_come_through()
            throws Exception {
        var place = new BackupPlace(folder);
        var database = TestDatabases.access(MODULES);
        var origin = configuration(place, "origin", database);
        fill(database, 20);
        try (var disk = SmallDisk.mount(place.backup(), 600)) {
            assertThat(place.backUp(origin)).as(place.said()).isZero();
            fill(database, OBJECTS);
            assertThat(place.backUp(origin)).isEqualTo(1);
            assertThat(place.said()).contains("no room is left");
            assertThat(place.restore(configuration(place, "target", TestDatabases.access())))
                    .as(place.said())
                    .isZero();
            assertThat(place.said()).contains("20 objects verified");
            disk.grow(20_000);
            assertThat(place.backUp(origin)).as(place.said()).isZero();
            assertThat(place.said()).contains(OBJECTS + " objects (");
        }
    }

    /** Objects up to a number, those that are there already left out. */
    private void fill(DatabaseAccess database, int upTo) throws Exception {
        try (var pool = database.pool(4);
                var archive = archive("origin", pool)) {
            int from = archive.instances(SampleObjects.STUDY).size() + 1;
            for (int number = from; number <= upTo; number++) {
                SampleObjects.store(archive, number);
            }
        }
    }

    private Archive archive(String name, javax.sql.DataSource database) throws IOException {
        var objects = folder.resolve(name).resolve("objects");
        return new Archive(new ArchiveSettings(objects, "hub", 0), database, List.of());
    }

    private static Path configuration(BackupPlace place, String name, DatabaseAccess database)
            throws IOException {
        return place.external(name, database.url(), database.user(), database.password());
    }

    /** Runs the command in a process of its own, and kills it when some objects are copied. */
    private static void kill(String command, Path configuration, BackupPlace place, Path copies)
            throws Exception {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp"));
        words.addAll(List.of(System.getProperty("java.class.path"), Server.class.getName()));
        words.addAll(List.of(command, "--config", configuration.toString()));
        words.addAll(List.of("--key-file", place.key().toString()));
        words.addAll(List.of(command.equals("backup") ? "--to" : "--from", "" + place.backup()));
        var process =
                new ProcessBuilder(words)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (count(copies) < 10 && process.isAlive() && System.nanoTime() < end) {
            Thread.sleep(1);
        }
        assertThat(process.isAlive()).as("killed in the middle").isTrue();
        process.destroyForcibly().waitFor();
        assertThat(count(copies)).isLessThan(OBJECTS);
    }

    private static long count(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".dcm")).count();
        } catch (java.io.UncheckedIOException e) {
            return 0; // A file was renamed as it was looked at.
        }
    }
}
