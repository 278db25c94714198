// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Origin;
import spiders.archive.Samples;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.PeerCommand;
import spiders.testkit.peer.SmallDisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** A disk that is really full, and DCMTK's storescu that sends to it. */
@Tag("peer")
@Tag("root")
class FullDiskTest {

    private static final int OBJECTS = 12;
    private static final int SIDE = 512;
    private static final Pattern ANSWER = Pattern.compile("Received Store Response \\(([^)]*)\\)");

    @TempDir private Path folder;
    private final HikariDataSource database = TestDatabases.fresh("archive");
    private SmallDisk disk;
    private Archive archive;
    private AssociationServer server;

    @BeforeEach
    void open() throws IOException {
        disk = SmallDisk.mount(folder.resolve("disk"), 3_000);
        var settings = new ArchiveSettings(disk.folder().resolve("objects"), "test", 0);
        archive = new Archive(settings, database, List.of());
        var provider =
                new StorageProvider(archive, _ -> {}, caller -> new Origin(caller.value(), "CHU"));
        server =
                provider.serve(AssociationServer.builder(new AETitle("SPIDERS")))
                        .callers(Callers.any())
                        .port(0)
                        .start();
        write();
    }

    @AfterEach
    void close() throws IOException {
        if (disk != null) {
            server.close();
            archive.close();
            disk.close();
        }
        database.close();
    }

    @Test
    void what_has_no_room_is_answered_so_and_what_was_acknowledged_stays() throws IOException {
        var answers = storescu();

        assertThat(answers).hasSize(OBJECTS).contains("Success");
        assertThat(answers).contains("Refused: OutOfResources");
        assertThat(answers).containsOnly("Success", "Refused: OutOfResources");
        assertKeptAre(answers);
        assertThat(files(".part")).isEmpty();

        disk.grow(32_000);

        assertThat(storescu()).hasSize(OBJECTS).containsOnly("Success");
        assertThat(archive.instances(Samples.STUDY)).hasSize(OBJECTS);
        assertThat(files(".dcm")).hasSize(OBJECTS);
    }

    /** Every object answered as stored is in the index and in its file, and no other. */
    private void assertKeptAre(List<String> answers) throws IOException {
        int acknowledged = 0;
        for (int i = 0; i < OBJECTS; i++) {
            boolean success = answers.get(i).equals("Success");
            assertThat(archive.has(Samples.instance(i))).as("object " + i).isEqualTo(success);
            acknowledged += success ? 1 : 0;
        }
        assertThat(files(".dcm")).hasSize(acknowledged);
        var length = Math.toIntExact(archive.instances(Samples.STUDY).getFirst().length());
        var kept = new HashSet<String>();
        for (var file : files(".dcm")) {
            var bytes = Files.readAllBytes(file);
            kept.add(sha256(Arrays.copyOfRange(bytes, bytes.length - length, bytes.length)));
        }
        assertThat(archive.instances(Samples.STUDY))
                .filteredOn(stored -> stored.length() == length)
                .allSatisfy(stored -> assertThat(kept).contains(stored.sha256()));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> files(String end) throws IOException {
        try (var files = Files.walk(disk.folder())) {
            return files.filter(file -> file.toString().endsWith(end))
                    .filter(file -> file.toFile().length() > 0) // Not the names made ahead.
                    .toList();
        }
    }

    /** The status of each answer, in the order of the objects. */
    private List<String> storescu() {
        var command =
                new ArrayList<>(List.of("storescu", "-v", "-nh", "-aec", "SPIDERS", "127.0.0.1"));
        command.add(Integer.toString(server.port().orElseThrow()));
        for (int i = 0; i < OBJECTS; i++) {
            command.add(file(i).toString());
        }
        var result = PeerCommand.run(folder, command.toArray(String[]::new));
        return ANSWER.matcher(result.output()).results().map(found -> found.group(1)).toList();
    }

    private void write() throws IOException {
        var pixels = new byte[SIDE * SIDE * 2];
        new Random(1).nextBytes(pixels);
        for (int i = 0; i < OBJECTS; i++) {
            var image =
                    Samples.ct(i).toBuilder()
                            .set(Tags.Rows, SIDE)
                            .set(Tags.Columns, SIDE)
                            .set(Tags.PixelData, VR.OW, pixels)
                            .build();
            try (var out = Files.newOutputStream(file(i))) {
                Part10.write(out, image, Samples.EXPLICIT);
            }
        }
    }

    private Path file(int number) {
        return folder.resolve("ct%02d.dcm".formatted(number));
    }
}
