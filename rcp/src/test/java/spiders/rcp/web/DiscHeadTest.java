// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.PeerCommand;
import spiders.web.Chromium;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The reading of heads in the browser, held against the toolkit's on the same bytes. */
@Tag("peer")
class DiscHeadTest {

    private static final String READ =
            """
            async (encoded) => {
                const { readHead } = await import('/assets/disc-head.js');
                return readHead(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)));
            }
            """;
    private static final String READ_CUT =
            """
            async (encoded) => {
                const { readHead } = await import('/assets/disc-head.js');
                const all = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
                const kinds = {};
                for (let length = 0; length <= all.length; length++) {
                    const kind = readHead(all.subarray(0, length)).kind;
                    kinds[kind] = (kinds[kind] ?? 0) + 1;
                }
                return kinds;
            }
            """;
    private static final String READ_NOISE =
            """
            async (encoded) => {
                const { readHead } = await import('/assets/disc-head.js');
                const all = Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0));
                let seed = 20261128;
                const random = (most) => {
                    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
                    return seed % most;
                };
                for (let round = 0; round < 5000; round++) {
                    const noisy = all.slice();
                    for (let i = 0; i < 8; i++) {
                        noisy[132 + random(all.length - 132)] = random(256);
                    }
                    if (!['image', 'bad', 'more', 'other'].includes(readHead(noisy).kind)) {
                        return 'round ' + round;
                    }
                }
                return 'well';
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
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
        server.close();
    }

    @Test
    void each_transfer_syntax_is_read_as_the_toolkit_reads_it() throws IOException {
        for (var syntax :
                List.of(
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN,
                        TransferSyntax.EXPLICIT_VR_BIG_ENDIAN)) {
            var file = written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", syntax);
            assertReadAlike(file);
        }
    }

    @Test
    void each_character_set_of_europe_is_read_as_the_toolkit_reads_it() throws IOException {
        assertReadAlike(written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", explicit()));
        assertReadAlike(written("ISO_IR 192", "DEMO-ŠIMŮNEK^Zoë", explicit()));
        assertReadAlike(written("ISO_IR 101", "DEMO-ŠIMŮNEK^Jiří", explicit()));
        assertReadAlike(written("ISO_IR 144", "ДЕМО^Люкceмбypг", explicit()));
        assertReadAlike(written("", "DEMO-MARTIN^Jeanne", explicit()));
    }

    @Test
    void sequences_of_unknown_length_are_stepped_over_as_dcmtk_writes_them() throws IOException {
        var file = written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", explicit());
        for (var option : List.of("-e", "+e")) {
            for (var syntax : List.of("+te", "+ti", "+tb")) {
                var converted = folder.resolve("converted" + option + syntax);
                var made =
                        PeerCommand.run(
                                folder,
                                "dcmconv",
                                option,
                                syntax,
                                file.toString(),
                                converted.toString());
                assertThat(made.exitCode()).as(made.output()).isZero();
                assertReadAlike(converted);
            }
        }
        var deflated = folder.resolve("deflated");
        PeerCommand.run(folder, "dcmconv", "+td", file.toString(), deflated.toString());
        assertThat(read(Files.readAllBytes(deflated)))
                .containsEntry("kind", "bad")
                .containsEntry("reason", "deflated");
    }

    @Test
    void cut_anywhere_a_head_asks_for_more_or_is_none() throws IOException {
        var file = Files.readAllBytes(written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", explicit()));
        var kinds = page.evaluate(READ_CUT, Base64.getEncoder().encodeToString(file));

        assertThat(kinds).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) kinds).keySet().toString()).doesNotContain("bad");
    }

    @Test
    void random_bytes_in_a_head_are_an_answer_and_no_failure() throws IOException {
        var file = Files.readAllBytes(written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", explicit()));
        assertThat(page.evaluate(READ_NOISE, Base64.getEncoder().encodeToString(file)))
                .isEqualTo("well");
    }

    @Test
    void a_length_of_four_gigabytes_asks_for_more_and_takes_no_memory() throws IOException {
        var file = Files.readAllBytes(written("ISO_IR 100", "DEMO-LEFÈVRE^Zoé", explicit()));
        var head = Arrays.copyOf(file, 132 + 12);
        Arrays.fill(head, 132, head.length, (byte) 0);
        // (0002,0001) OB of 0xFFFFFFFE bytes.
        System.arraycopy(new byte[] {2, 0, 1, 0, 'O', 'B', 0, 0, -2, -1, -1, -1}, 0, head, 132, 12);
        assertThat(read(head)).containsEntry("kind", "more");
    }

    private static void assertReadAlike(Path file) throws IOException {
        var object = Disc.read(file);
        var head = read(Files.readAllBytes(file));

        assertThat(head).as(file.toString()).containsEntry("kind", "image");
        Map.of(
                        "name", Tags.PatientName,
                        "id", Tags.PatientID,
                        "issuer", Tags.IssuerOfPatientID,
                        "birthDate", Tags.PatientBirthDate,
                        "sex", Tags.PatientSex,
                        "study", Tags.StudyInstanceUID,
                        "series", Tags.SeriesInstanceUID,
                        "sop", Tags.SOPInstanceUID,
                        "description", Tags.StudyDescription,
                        "institution", Tags.InstitutionName)
                .forEach((name, tag) ->
                        assertThat(head)
                                .as(file + " " + name)
                                .containsEntry(name, object.string(tag).orElse("")));
    }

    private static Map<String, Object> read(byte[] bytes) {
        var answer = page.evaluate(READ, Base64.getEncoder().encodeToString(bytes));
        @SuppressWarnings("unchecked") // An object of JavaScript has texts as its keys.
        var head = (Map<String, Object>) answer;
        return head;
    }

    private static TransferSyntax explicit() {
        return TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    }

    private static Path written(String charset, String name, TransferSyntax syntax)
            throws IOException {
        var file = Files.createTempFile(folder, "head", ".dcm");
        var code =
                DataSet.builder().set(Tags.CodeValue, "1").set(Tags.CodeMeaning, "Thorax").build();
        var builder = DataSet.builder();
        if (!charset.isEmpty()) {
            builder.set(Tags.SpecificCharacterSet, charset);
        }
        var image =
                builder.set(Tags.SOPClassUID, UIDs.CTImageStorage)
                        .set(Tags.SOPInstanceUID, new spiders.dicom.data.UID("1.2.3.4"))
                        .set(Tags.StudyDate, "20261101")
                        .set(Tags.Modality, "CT")
                        .set(Tags.InstitutionName, "DEMO")
                        .set(Tags.StudyDescription, "TDM thorax")
                        .sequence(Tags.ProcedureCodeSequence, code, code)
                        .set(Tags.PatientName, name)
                        .set(Tags.PatientID, "D-1")
                        .set(Tags.IssuerOfPatientID, "CHU")
                        .set(Tags.PatientBirthDate, "19560314")
                        .set(Tags.PatientSex, "F")
                        .set(Tags.StudyInstanceUID, new spiders.dicom.data.UID("1.2.3"))
                        .set(Tags.SeriesInstanceUID, new spiders.dicom.data.UID("1.2.3.5"))
                        .build();
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, image, syntax);
        }
        return file;
    }
}
