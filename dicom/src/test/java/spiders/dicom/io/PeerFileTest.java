// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import spiders.dicom.Peer;
import spiders.dicom.RealFiles;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.io.ByteArrayInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Our files read by DCMTK and GDCM, and theirs by us. */
@Tag("peer")
class PeerFileTest {

    /** The option of dcmconv that writes each syntax. */
    private static final Map<TransferSyntax, String> DCMCONV =
            Map.of(
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN, "+ti",
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, "+te",
                    TransferSyntax.EXPLICIT_VR_BIG_ENDIAN, "+tb",
                    TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN, "+td");

    @TempDir Path folder;

    static Stream<Arguments> filesAndSyntaxes() {
        return RealFiles.all().stream()
                .flatMap(file ->
                        DCMCONV.keySet().stream().map(syntax -> Arguments.of(file, syntax)));
    }

    @ParameterizedTest
    @MethodSource("filesAndSyntaxes")
    void dcmtk_reads_what_we_write_and_we_read_what_dcmtk_writes(String name, TransferSyntax syntax)
            throws IOException {
        var dataSet = real(name);
        var ours = folder.resolve("ours.dcm");
        try (var out = new FileOutputStream(ours.toFile())) {
            Part10.write(out, dataSet, syntax);
        }

        for (var lengths : List.of("+e", "-e")) {
            var theirs = folder.resolve("theirs.dcm");
            Peer.run(
                    "dcmconv",
                    DCMCONV.getOrDefault(syntax, ""),
                    lengths,
                    Peer.path(ours),
                    Peer.path(theirs));

            var read = Part10.read(theirs);
            assertThat(read.meta().transferSyntax()).isEqualTo(syntax);
            assertThat(read.dataSet()).isEqualTo(dataSet);
        }
    }

    @ParameterizedTest
    @MethodSource("filesAndSyntaxes")
    void dcmtk_dumps_of_ours_what_it_dumps_of_the_original(String name, TransferSyntax syntax)
            throws IOException {
        var original = Files.write(folder.resolve("original.dcm"), RealFiles.bytes(name));
        var ours = folder.resolve("ours.dcm");
        try (var out = new FileOutputStream(ours.toFile())) {
            Part10.write(out, real(name), syntax);
        }

        assertThat(dump(ours)).isEqualTo(dump(original));
    }

    /** The elements of the data set as dcmdump prints them, less lengths of sequences and items. */
    private static List<String> dump(Path file) {
        return Peer.run("dcmdump", "-q", "+L", "+R", "65536", Peer.path(file))
                .lines()
                .dropWhile(line -> !line.startsWith("# Dicom-Data-Set"))
                .filter(line -> line.strip().startsWith("("))
                .filter(line -> !line.contains("(fffe,"))
                .map(line -> line.replaceFirst(" +#.*", ""))
                .map(line -> line.replaceFirst("\\((Sequence|Item) with.*", ""))
                // Groups of zero bytes have the same digits in either order of words.
                .map(line -> line.replaceFirst("^(\\(7fe0,0010\\) O)[BW] .*", "$1"))
                .toList();
    }

    @Test
    void gdcm_compresses_what_we_write_and_we_find_its_frames() throws IOException {
        var ours = folder.resolve("ours.dcm");
        try (var out = new FileOutputStream(ours.toFile())) {
            Part10.write(out, real(RealFiles.CT), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        for (var form : List.of("--jpegls", "--j2k", "--rle", "--jpeg")) {
            var theirs = folder.resolve("theirs.dcm");
            Peer.run("gdcmconv", form, Peer.path(ours), Peer.path(theirs));

            var whole = Part10.read(theirs);
            assertThat(whole.dataSet().element(Tags.PixelData).orElseThrow())
                    .isInstanceOf(EncapsulatedElement.class);
            var left = Part10.read(theirs, ReadOptions.withoutBulkData());
            var index = FrameIndex.of(left.dataSet(), BulkDataSource.file(theirs));
            assertThat(index.count()).as(form).isEqualTo(1);
            rewritten(whole, theirs, form);
        }
    }

    /** What we write of a compressed file decompresses to the pixels that its original does. */
    private void rewritten(Part10Object compressed, Path original, String form) throws IOException {
        var again = folder.resolve("again.dcm");
        Part10.write(again, compressed);
        var raw = folder.resolve("raw.dcm");
        Peer.run("gdcmconv", "--raw", Peer.path(original), Peer.path(raw));
        var expected = Part10.read(raw).dataSet().bytes(Tags.PixelData);
        Peer.run("gdcmconv", "--raw", Peer.path(again), Peer.path(raw));
        assertThat(Part10.read(raw).dataSet().bytes(Tags.PixelData)).as(form).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("realFiles")
    void dciodvfy_finds_no_error_that_the_original_has_not(String name) throws IOException {
        var original = Files.write(folder.resolve("original.dcm"), RealFiles.bytes(name));
        var ours = folder.resolve("ours.dcm");
        Part10.write(ours, Part10.read(original));

        assertThat(errors(ours)).isEqualTo(errors(original));
    }

    private static List<String> errors(Path file) {
        return Peer.ask("dciodvfy", Peer.path(file))
                .output()
                .lines()
                .filter(line -> line.startsWith("Error"))
                .toList();
    }

    static List<String> realFiles() {
        return RealFiles.all();
    }

    private static DataSet real(String name) throws IOException {
        return Part10.read(new ByteArrayInputStream(RealFiles.bytes(name)), ReadOptions.defaults())
                .dataSet();
    }
}
