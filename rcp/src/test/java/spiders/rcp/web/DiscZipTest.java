// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.testkit.peer.PeerCommand;
import spiders.web.Chromium;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives that java.util.zip and Info-ZIP wrote, read in the browser. */
@Tag("peer")
class DiscZipTest {

    private static final int MANY = 66_000;
    private static final String TEXT = "not of a patient\n".repeat(200);

    /** How many files there are, and of the last its path, why it is unread, and its text. */
    private static final String READ =
            """
            async () => {
                const { filesOfZip } = await import('/assets/disc-zip.js');
                const files = await filesOfZip(document.getElementById('archive').files[0]);
                const last = files.at(-1);
                const text = last.unread ? '' : await (await last.open()).text();
                return [files.length, last.path, last.unread ?? '', last.size, text].join('|');
            }
            """;

    private static final String READ_CUT =
            """
            async () => {
                const { filesOfZip } = await import('/assets/disc-zip.js');
                const file = document.getElementById('archive').files[0];
                const said = new Set();
                for (let length = 0; length < file.size; length++) {
                    await filesOfZip(file.slice(0, length)).then(
                        files => said.add(`${files.length} files`),
                        failure => said.add(failure.message));
                }
                return [...said].sort().join(', ');
            }
            """;

    /** The messages of what random bytes behind the local header led to, but for the known. */
    private static final String READ_NOISE =
            """
            async () => {
                const { filesOfZip } = await import('/assets/disc-zip.js');
                const file = document.getElementById('archive').files[0];
                const all = new Uint8Array(await file.arrayBuffer());
                let seed = 20261128;
                const random = (most) => {
                    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
                    return seed % most;
                };
                const said = new Set();
                for (let round = 0; round < 3000; round++) {
                    const noisy = all.slice();
                    for (let i = 0; i < 4; i++) {
                        noisy[all.length - 1 - random(240)] = random(256);
                    }
                    await filesOfZip(new Blob([noisy])).catch(failure => {
                        const known = ['damaged', 'no directory', 'too large'];
                        if (!known.includes(failure.message)) {
                            said.add(`round ${round}: ${failure}`);
                        }
                    });
                }
                return [...said].join(', ');
            }
            """;

    @TempDir private static Path folder;
    private static RcpServer server;
    private static Chromium chromium;
    private static Page page;

    @BeforeAll
    static void start() throws IOException {
        server = RcpServer.start(folder.resolve("objects"), List.of());
        chromium = new Chromium();
        page = chromium.page();
        page.navigate(server.address() + "/login");
        page.evaluate(
                """
                () => {
                    const input = document.createElement('input');
                    input.type = 'file';
                    input.id = 'archive';
                    document.body.append(input);
                }
                """);
        Files.writeString(folder.resolve("notes.txt"), TEXT);
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
        server.close();
    }

    @Test
    void of_more_files_than_16_bits_count_each_is_read() throws IOException {
        var archive = folder.resolve("many.zip");
        try (var out =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(archive)))) {
            for (int i = 1; i <= MANY; i++) {
                out.putNextEntry(new ZipEntry("IMAGES/" + i));
                out.write(String.valueOf(i).getBytes(StandardCharsets.US_ASCII));
                out.closeEntry();
            }
        }
        assertThat(read(archive)).isEqualTo("66000|IMAGES/66000||5|66000");
    }

    @Test
    void sizes_of_64_bits_are_read_as_info_zip_writes_them() {
        assertThat(read(zipped("forced.zip", "-fz")))
                .isEqualTo("1|notes.txt||%d|%s".formatted(TEXT.length(), TEXT));
    }

    @Test
    void a_place_of_64_bits_is_read_behind_other_extra_fields() throws IOException {
        var archive = folder.resolve("wide.zip");
        Files.write(archive, wide());
        assertThat(read(archive)).isEqualTo("1|A||3|abc");
    }

    @Test
    void what_is_encrypted_or_packed_otherwise_is_named() {
        assertThat(read(zipped("secret.zip", "-P", "secret")))
                .isEqualTo("1|notes.txt|encrypted|%d|".formatted(TEXT.length()));
        assertThat(read(zipped("bzip2.zip", "-Z", "bzip2")))
                .isEqualTo("1|notes.txt|method|%d|".formatted(TEXT.length()));
    }

    @Test
    void cut_anywhere_or_of_random_bytes_an_archive_is_read_or_said_to_be_damaged()
            throws IOException {
        var archive = folder.resolve("cut.zip");
        Files.write(archive, wide());
        choose(archive);
        assertThat(page.evaluate(READ_CUT)).isEqualTo("no directory");
        assertThat(page.evaluate(READ_NOISE)).isEqualTo("");
    }

    private static Path zipped(String name, String... options) {
        var command = new ArrayList<>(List.of("zip", "-q"));
        command.addAll(List.of(options));
        command.addAll(List.of(name, "notes.txt"));
        var made = PeerCommand.run(folder, command.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
        return folder.resolve(name);
    }

    private static String read(Path archive) {
        choose(archive);
        return String.valueOf(page.evaluate(READ));
    }

    private static void choose(Path archive) {
        page.setInputFiles("#archive", archive);
    }

    /** One stored file of which everything that can stand in ZIP64 fields does. */
    private static byte[] wide() {
        var out = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        var content = "abc".getBytes(StandardCharsets.US_ASCII);
        var sum = new CRC32();
        sum.update(content);
        int crc = (int) sum.getValue();
        // Local header: version 4.5, stored, its sizes, a name of one letter.
        out.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0);
        out.putInt(0).putInt(crc).putInt(3).putInt(3).putShort((short) 1).putShort((short) 0);
        out.put((byte) 'A').put(content);
        int directory = out.position();
        out.putInt(0x02014b50).putShort((short) 45).putShort((short) 45);
        out.putShort((short) 0).putShort((short) 0).putInt(0).putInt(crc).putInt(-1).putInt(-1);
        // Lengths of the name, the extra fields and the comment; disk and attributes; the place.
        out.putShort((short) 1).putShort((short) 36).putShort((short) 0);
        out.putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put((byte) 'A');
        out.putShort((short) 0x000a).putShort((short) 4).putInt(0);
        out.putShort((short) 1).putShort((short) 24).putLong(3).putLong(3).putLong(0);
        int end = out.position();
        out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
        out.putInt(0).putInt(0).putLong(1).putLong(1).putLong(end - directory).putLong(directory);
        out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
        out.putInt(0x06054b50).putShort((short) 0).putShort((short) 0);
        out.putShort((short) -1).putShort((short) -1).putInt(-1).putInt(-1).putShort((short) 0);
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }
}
