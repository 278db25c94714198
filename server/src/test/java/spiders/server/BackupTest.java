// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Archive;
import spiders.archive.StoredInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.security.Accounts;
import spiders.security.SignIn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

/** A hub backed up while it takes objects in, and made a hub again elsewhere. */
class BackupTest {

    private static final int BEFORE = 40;

    @TempDir private Path folder;

    @Test
    void a_hub_backed_up_under_load_is_a_hub_again_with_all_that_was_acknowledged()
            throws Exception {
        var place = new BackupPlace(folder);
        var origin = place.embedded("origin");
        var acknowledged = new ConcurrentLinkedQueue<StoredInstance>();
        List<StoredInstance> promised;
        List<String> audit;
        try (var hub = Hub.start(BackupPlace.read(origin))) {
            var archive = hub.get(Archive.class);
            for (int number = 1; number <= BEFORE; number++) {
                acknowledged.add(SampleObjects.store(archive, number));
            }
            assertThat(place.backUp(origin)).as(place.said()).isZero();
            assertThat(place.said()).contains("%d objects (%d new".formatted(BEFORE, BEFORE));
            var stop = new AtomicBoolean();
            var load = Thread.ofPlatform().start(() -> storeUntil(stop, archive, acknowledged));
            while (acknowledged.size() < 2 * BEFORE) {
                Thread.sleep(5);
            }
            promised = List.copyOf(acknowledged);
            audit = audit(hub);
            assertThat(place.backUp(origin)).as(place.said()).isZero();
            assertThat(load.isAlive()).as("objects came in all the time").isTrue();
            stop.set(true);
            load.join();
        }
        var restored = place.embedded("restored");
        assertThat(place.restore(restored)).as(place.said()).isZero();
        assertThat(place.data("restored").resolve(".restoring")).doesNotExist();
        try (var hub = Hub.start(BackupPlace.read(restored))) {
            var archive = hub.get(Archive.class);
            assertThat(archive.instances(SampleObjects.STUDY)).containsAll(promised);
            assertSameFiles(place, promised.size());
            assertThat(audit(hub)).startsWith(audit.toArray(String[]::new));
            assertAuditStays(hub);
            assertThat(hub.get(Accounts.class).signIn("dr.demo", Accounts.DEMO_PASSWORD))
                    .isInstanceOf(SignIn.Accepted.class);
            assertThat(hub.get(GrantedStudies.class)).isNotNull();
            // Identities go on after those that were given out.
            SampleObjects.store(archive, 1_000_000);
        }
        assertThat(place.restore(restored)).isEqualTo(1);
        assertThat(place.said()).contains("needs an empty data folder");
    }

    @Test
    void a_rehearsal_says_how_long_it_took_and_leaves_nothing() throws Exception {
        var place = new BackupPlace(folder);
        var origin = place.embedded("origin");
        try (var hub = Hub.start(BackupPlace.read(origin))) {
            SampleObjects.store(hub.get(Archive.class), 1);
        }
        // The hub is stopped: its database is started for the backup alone.
        assertThat(place.backUp(origin)).as(place.said()).isZero();
        assertThat(place.restore(origin, "--rehearse")).as(place.said()).isZero();
        assertThat(place.said()).containsPattern("Rehearsed.*1 objects verified.* \\d+\\.\\d s");
        try (var left = Files.list(place.data("origin"))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "objects", "postgresql", "programs", "logs", "renditions");
        }
        Hub.start(BackupPlace.read(origin)).close();
    }

    @Test
    void an_object_that_the_archive_has_lost_is_named_and_the_rest_is_saved() throws Exception {
        var place = new BackupPlace(folder);
        var origin = place.embedded("origin");
        try (var hub = Hub.start(BackupPlace.read(origin))) {
            SampleObjects.store(hub.get(Archive.class), 1);
            SampleObjects.store(hub.get(Archive.class), 2);
            SampleObjects.store(hub.get(Archive.class), 3);
        }
        var files = objects(place.data("origin"));
        Files.delete(files.get(0));
        var bytes = Files.readAllBytes(files.get(1));
        bytes[bytes.length - 5] ^= 1;
        Files.write(files.get(1), bytes);

        assertThat(place.backUp(origin)).isEqualTo(1);
        assertThat(place.said())
                .contains("ABSENT ")
                .contains("the archive has lost it")
                .contains("it is damaged in the archive");
        assertThat(place.restore(place.embedded("restored"))).isEqualTo(1);
        assertThat(place.said()).contains("2 objects were lost before the backup");
        try (var hub = Hub.start(BackupPlace.read(place.embedded("restored")))) {
            assertThat(hub.get(Archive.class).instances(SampleObjects.STUDY)).hasSize(3);
        }
    }

    @Test
    void a_key_is_readable_by_its_owner_alone_and_never_overwritten() throws Exception {
        var place = new BackupPlace(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.key())))
                .isEqualTo("rw-------");
        var before = Files.readString(place.key());
        assertThat(place.run("backup", "--new-key", place.key().toString())).isEqualTo(1);
        assertThat(Files.readString(place.key())).isEqualTo(before);

        Files.setPosixFilePermissions(place.key(), PosixFilePermissions.fromString("rw-r-----"));
        assertThat(place.backUp(place.embedded("origin"))).isEqualTo(1);
        assertThat(place.said()).contains("chmod 600");
    }

    private static void storeUntil(
            AtomicBoolean stop, Archive archive, ConcurrentLinkedQueue<StoredInstance> stored) {
        try {
            for (int number = 1000; !stop.get(); number++) {
                stored.add(SampleObjects.store(archive, number));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every file of the restored archive has the bytes of the first one's. */
    private static void assertSameFiles(BackupPlace place, int atLeast) throws IOException {
        var restored = objects(place.data("restored"));
        int compared = 0;
        for (var file : restored) {
            var name = place.data("restored").relativize(file);
            var first = place.data("origin").resolve(name);
            if (Files.size(file) > 0 && Files.exists(first)) {
                assertThat(Files.mismatch(file, first)).isEqualTo(-1);
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(atLeast);
    }

    static List<Path> objects(Path data) throws IOException {
        try (var files = Files.walk(data.resolve("objects"))) {
            return files.filter(file -> file.toString().endsWith(".dcm")).sorted().toList();
        }
    }

    private static List<String> audit(Hub hub) {
        return List.copyOf(
                JdbcClient.create(hub.get(DataSource.class))
                        .sql("select e::text from security.audit_event e order by id")
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    private static void assertAuditStays(Hub hub) {
        var jdbc = JdbcClient.create(hub.get(DataSource.class));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jdbc.sql("delete from security.audit_event").update())
                .withMessageContaining("append-only");
    }
}
