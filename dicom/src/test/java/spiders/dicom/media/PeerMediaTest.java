// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.Peer;
import spiders.dicom.RealFiles;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Our DICOMDIR and that of DCMTK, each read by the other. */
@Tag("peer")
class PeerMediaTest {

    @TempDir Path folder;

    @Test
    void dcmtk_makes_of_our_files_the_directory_that_we_made() throws IOException {
        var root = MediaSamples.medium(folder);
        var ours = MediaDirectory.read(root.resolve("DICOMDIR"));
        var theirs = folder.resolve("DICOMDIR");

        Peer.run(
                "dcmmkdir",
                "-q",
                "+I",
                "+r",
                "+id",
                Peer.path(root),
                "+D",
                Peer.path(theirs),
                "+F",
                "BOARD_1",
                "-Pgp",
                "DICOM");

        var read = MediaDirectory.read(theirs);
        assertThat(read.problems()).isEmpty();
        assertThat(Medium.open(root).check(read)).isEmpty();
        assertThat(read.fileSetID()).isEqualTo("BOARD_1");
        assertThat(summary(read)).containsExactlyInAnyOrderElementsOf(summary(ours));
    }

    /** A record's type, its file and its main keys, and those above. */
    private static List<String> summary(MediaDirectory directory) {
        return directory.roots().stream().flatMap(root -> summary("", root)).toList();
    }

    private static Stream<String> summary(String above, DirectoryRecord record) {
        var keys = record.keys();
        var line =
                above
                        + "/"
                        + record.type()
                        + Stream.of(
                                        Tags.PatientID,
                                        Tags.PatientName,
                                        Tags.StudyInstanceUID,
                                        Tags.StudyDate,
                                        Tags.AccessionNumber,
                                        Tags.SeriesInstanceUID,
                                        Tags.Modality,
                                        Tags.InstanceNumber,
                                        Tags.ReferencedFileID,
                                        Tags.ReferencedSOPClassUIDInFile,
                                        Tags.ReferencedSOPInstanceUIDInFile,
                                        Tags.ReferencedTransferSyntaxUIDInFile)
                                .map(keys::strings)
                                .toList();
        return Stream.concat(
                Stream.of(line), record.children().stream().flatMap(child -> summary(line, child)));
    }

    @Test
    void dcmtk_follows_our_offsets_and_dciodvfy_finds_no_error() throws IOException {
        var file = MediaSamples.medium(folder).resolve("DICOMDIR");

        // dcmdump prints, behind each offset, the record it leads to, and warns if it is none.
        var dump = Peer.run("dcmdump", Peer.path(file));
        assertThat(dump).doesNotContain("W:").doesNotContain("E:");
        assertThat(Peer.ask("dciodvfy", Peer.path(file)).output().lines())
                .noneMatch(line -> line.startsWith("Error"));
    }

    @Test
    void dcmtk_adds_to_our_directory() throws IOException {
        var root = MediaSamples.medium(folder);
        var extra = Files.createDirectories(root.resolve("DICOM/EXTRA"));
        MediaSamples.file(
                extra,
                MediaSamples.image("P1", "1.2.1", "1.2.1.1", 3).build(),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        Files.move(extra.resolve("1.2.1.1.3.dcm"), extra.resolve("IM3"));

        Peer.run(
                "dcmmkdir",
                "-q",
                "+A",
                "+id",
                Peer.path(root),
                "+D",
                Peer.path(root.resolve("DICOMDIR")),
                "-Pgp",
                "DICOM/EXTRA/IM3");

        var directory = Medium.open(root).directory().orElseThrow();
        assertThat(directory.problems()).isEmpty();
        assertThat(directory.records()).hasSize(14);
        assertThat(directory.roots()).hasSize(2);
    }

    @Test
    void real_files_of_radiotherapy_are_put_on_a_medium() throws IOException {
        var root = folder.resolve("rt");
        try (var writer = new MediaWriter(root, "RT", MediaProfile.STD_GEN_CD)) {
            for (var name : RealFiles.all()) {
                writer.add(Files.write(folder.resolve("real"), RealFiles.bytes(name)));
            }
        }
        var directory = MediaDirectory.read(root.resolve("DICOMDIR"));

        assertThat(directory.records().map(DirectoryRecord::type))
                .contains("IMAGE", "RT DOSE", "RT PLAN", "RT STRUCTURE SET");
        assertThat(Peer.ask("dciodvfy", Peer.path(root.resolve("DICOMDIR"))).output().lines())
                .noneMatch(line -> line.startsWith("Error"));
    }
}
