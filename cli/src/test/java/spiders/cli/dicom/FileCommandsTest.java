// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.cli.Cli;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.dicom.json.JsonModel;
import spiders.testkit.peer.SampleFiles;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

class FileCommandsTest {

    @TempDir private Path folder;
    private List<Path> files = List.of();

    @BeforeEach
    void write() throws IOException {
        files = SampleFiles.write(folder.resolve("ct"), 3, 16);
    }

    @Test
    void a_dump_shows_meta_and_data_set_with_keywords() {
        var result = Terminal.run("dump", files.getFirst());

        assertThat(result.code()).isEqualTo(Cli.DONE);
        assertThat(result.lines())
                .contains("(0010,0010) PN PatientName \"ESSAI^ZOE\"")
                .contains("(0028,0010) US Rows 16")
                .anyMatch(line -> line.startsWith("(0002,0010) UI TransferSyntaxUID 1.2.840"))
                .anyMatch(line -> line.matches("\\(7FE0,0010\\) OW PixelData 512 bytes at \\d+"));
    }

    @Test
    void a_file_cut_short_is_an_error_that_says_where() throws IOException {
        var whole = Files.readAllBytes(files.getFirst());
        var cut = Files.write(folder.resolve("cut.dcm"), Arrays.copyOf(whole, 400));

        var result = Terminal.run("dump", cut);

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).startsWith(cut + ": ").doesNotContain("\tat ");
    }

    @Test
    void json_is_read_back_as_the_same_data_set() throws IOException {
        var result = Terminal.run("json", "--inline", files.getFirst());

        var read =
                JsonModel.read(
                        new ByteArrayInputStream(result.out().getBytes(StandardCharsets.UTF_8)));
        assertThat(result.code()).isEqualTo(Cli.DONE);
        assertThat(read.string(Tags.PatientName)).hasValue("ESSAI^ZOE");
        assertThat(read.bytes(Tags.PixelData).orElseThrow().length()).isEqualTo(512);
    }

    @Test
    void json_says_where_the_pixels_are() {
        var result = Terminal.run("json", files.getFirst());

        assertThat(result.out()).contains("\"BulkDataURI\":\"file:").contains("&length=512");
    }

    @Test
    void an_index_counts_by_study_and_lists_by_file() {
        assertThat(Terminal.run("index", folder).lines())
                .hasSize(2)
                .last()
                .asString()
                .startsWith(
                        "ESSAI-1\tESSAI^ZOE\t19600102\t20260102\t\t" + SampleFiles.STUDY.value())
                .contains("\t3\t");
        assertThat(Terminal.run("index", "--by", "file", folder).lines()).hasSize(4);
    }

    @Test
    void an_index_names_what_it_cannot_read_and_goes_on() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "no DICOM");

        var result = Terminal.run("index", folder);

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).contains(text.toString());
        assertThat(result.lines()).hasSize(2);
    }

    @Test
    void what_is_compressed_and_decompressed_again_is_the_same() throws IOException {
        var rle = folder.resolve("rle");
        var back = folder.resolve("back");

        var compressed =
                Terminal.run(
                        "transcode", folder.resolve("ct"), "--to", "RLELossless", "--out", rle);
        assertThat(compressed.code()).as(compressed.err()).isEqualTo(Cli.DONE);
        assertThat(
                        Terminal.run(
                                        "transcode",
                                        rle,
                                        "--to",
                                        "ExplicitVRLittleEndian",
                                        "--out",
                                        back)
                                .code())
                .isEqualTo(Cli.DONE);

        for (var file : files) {
            var uid = SampleFiles.instance(file).sopInstanceUID().value();
            assertThat(Part10.read(rle.resolve(uid + ".dcm")).meta().transferSyntax())
                    .isEqualTo(TransferSyntax.RLE_LOSSLESS);
            assertThat(pixels(back.resolve(uid + ".dcm"))).isEqualTo(pixels(file));
        }
    }

    private static byte[] pixels(Path file) throws IOException {
        return Part10.read(file).dataSet().bytes(Tags.PixelData).orElseThrow().toArray();
    }

    @Test
    void a_syntax_without_encoder_is_refused_for_each_file() {
        var result =
                Terminal.run(
                        "transcode",
                        files.getFirst(),
                        "--to",
                        TransferSyntax.MPEG2_MAIN_PROFILE.uid().value(),
                        "--out",
                        folder.resolve("video"));

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.err()).contains(files.getFirst().toString());
        assertThat(folder.resolve("video")).isEmptyDirectory();
    }

    @Test
    void what_is_deidentified_names_nobody_and_one_key_gives_one_pseudonym() throws IOException {
        var key = folder.resolve("key");
        var out = folder.resolve("out");
        var reports = folder.resolve("reports.json");

        var result =
                Terminal.run(
                        "deidentify",
                        folder.resolve("ct"),
                        "--out",
                        out,
                        "--key-file",
                        key,
                        "--option",
                        "clean_descriptors",
                        "--report",
                        reports);

        assertThat(result.code()).as(result.err()).isEqualTo(Cli.DONE);
        assertThat(result.out()).contains("3");
        assertThat(Files.readAllLines(reports)).hasSize(3);
        assertThat(Files.getPosixFilePermissions(key)).hasSize(2);
        var patients = new HashSet<String>();
        for (var file : FileScan.files(List.of(out))) {
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("ESSAI");
            patients.add(Part10.read(file).dataSet().string(Tags.PatientID).orElseThrow());
        }
        assertThat(patients).hasSize(1);
    }

    @Test
    void what_an_object_lacks_is_told_with_its_path() {
        var result = Terminal.run("validate", files.getFirst());

        assertThat(result.code()).isEqualTo(Cli.NOT_DONE);
        assertThat(result.lines())
                .anyMatch(line -> line.contains("ERROR MISSING 00200052"))
                .noneMatch(line -> line.contains("ESSAI"));
        assertThat(result.err()).contains("1 of 1 files");
    }

    @Test
    void a_folder_is_not_deidentified_into_itself() {
        var result =
                Terminal.run(
                        "deidentify",
                        folder,
                        "--out",
                        folder.resolve("ct"),
                        "--key-file",
                        folder.resolve("key"));

        assertThat(result.code()).isEqualTo(Cli.USAGE);
    }

    @Test
    void a_wrong_command_line_is_told_from_a_failure() {
        assertThat(Terminal.run("dump").code()).isEqualTo(Cli.USAGE);
        assertThat(Terminal.run("echo", "no-node").code()).isEqualTo(Cli.USAGE);
        assertThat(Terminal.run("find", "A@127.0.0.1:104", "-k", "NoSuchKeyword=1").code())
                .isEqualTo(Cli.USAGE);
    }
}
