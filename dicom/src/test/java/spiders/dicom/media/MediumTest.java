// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/** Media as they are handed in. */
class MediumTest {

    @TempDir Path folder;

    private DataSet dicomdir() throws IOException {
        return Part10.read(MediaSamples.medium(folder).resolve("DICOMDIR")).dataSet();
    }

    /** Reads a DICOMDIR whose records were changed, and whose root offset was. */
    private MediaDirectory read(DataSet dicomdir) throws IOException {
        var file = folder.resolve("changed");
        try (var out = Files.newOutputStream(file)) {
            var meta = Part10.read(folder.resolve("medium/DICOMDIR")).meta();
            Part10.writeHeader(out, meta);
            out.write(DataSetWriter.bytes(dicomdir, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
        }
        return MediaDirectory.read(file);
    }

    private static DataSet changed(DataSet dicomdir, UnaryOperator<DataSet> change) {
        var items = dicomdir.items(Tags.DirectoryRecordSequence).stream().map(change).toList();
        return dicomdir.toBuilder().sequence(Tags.DirectoryRecordSequence, items).build();
    }

    private static DataSet moved(DataSet dataSet, int by, Tag... tags) {
        var builder = dataSet.toBuilder();
        for (var tag : tags) {
            long offset = dataSet.longInteger(tag).orElse(0);
            if (offset != 0) {
                builder.set(tag, offset + by);
            }
        }
        return builder.build();
    }

    private static final Tag[] LINKS = {
        Tags.OffsetOfTheNextDirectoryRecord, Tags.OffsetOfReferencedLowerLevelDirectoryEntity
    };

    @Test
    void offsets_that_were_all_shifted_are_corrected() throws IOException {
        var dicomdir =
                moved(
                        changed(dicomdir(), item -> moved(item, 1000, LINKS)),
                        1000,
                        Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity);

        var directory = read(dicomdir);

        assertThat(directory.problems())
                .extracting(MediaProblem::kind)
                .containsExactly(MediaProblem.Kind.SHIFTED_OFFSETS);
        assertThat(directory.roots()).hasSize(2);
        assertThat(directory.records()).hasSize(13);
    }

    @Test
    void offsets_that_are_wrong_are_replaced_by_the_order_of_types() throws IOException {
        var expected = MediaDirectory.read(MediaSamples.medium(folder).resolve("DICOMDIR"));
        var original = Part10.read(folder.resolve("medium/DICOMDIR")).dataSet();
        var random = new Random(1);

        var directory =
                read(changed(original, item -> moved(item, 1 + random.nextInt(999), LINKS)));

        assertThat(directory.problems())
                .extracting(MediaProblem::kind)
                .containsExactly(MediaProblem.Kind.WRONG_OFFSETS);
        assertThat(directory.roots()).isEqualTo(expected.roots());
    }

    @Test
    void records_are_followed_16_levels_down_and_no_deeper() throws IOException {
        var original = dicomdir();
        var root = Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity;
        long first = original.longInteger(root).orElseThrow();
        long length = (long) bytes(record(0), record(0)) - bytes(record(0));
        var records = new ArrayList<DataSet>();
        for (int i = 1; i < 20; i++) {
            records.add(record(first + i * length)); // Each below the one before it.
        }
        records.add(record(0));

        var directory =
                read(original.toBuilder().sequence(Tags.DirectoryRecordSequence, records).build());

        assertThat(directory.problems())
                .extracting(MediaProblem::kind)
                .containsExactly(MediaProblem.Kind.LOOP, MediaProblem.Kind.UNREACHED_RECORD);
        assertThat(levels(directory.roots())).isEqualTo(17);
    }

    private static DataSet record(long lower) {
        return DataSet.builder()
                .set(Tags.OffsetOfTheNextDirectoryRecord, 0L)
                .set(Tags.RecordInUseFlag, 0xFFFF)
                .set(Tags.OffsetOfReferencedLowerLevelDirectoryEntity, lower)
                .set(Tags.DirectoryRecordType, "PRIVATE")
                .build();
    }

    private static int bytes(DataSet... items) {
        var sequence = DataSet.builder().sequence(Tags.DirectoryRecordSequence, items).build();
        return DataSetWriter.bytes(sequence, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN).length;
    }

    private static int levels(List<DirectoryRecord> records) {
        return records.stream().mapToInt(record -> 1 + levels(record.children())).max().orElse(0);
    }

    @Test
    void links_that_run_in_a_circle_are_followed_once() throws IOException {
        var original = dicomdir();
        long root =
                original.longInteger(Tags.OffsetOfTheFirstDirectoryRecordOfTheRootDirectoryEntity)
                        .orElseThrow();
        var circle =
                changed(
                        original,
                        item -> item.with(Tags.OffsetOfTheNextDirectoryRecord, (int) root));

        var directory = read(circle);

        assertThat(directory.problems())
                .extracting(MediaProblem::kind)
                .contains(MediaProblem.Kind.LOOP, MediaProblem.Kind.UNREACHED_RECORD);
        assertThat(directory.records()).hasSize(13);
    }

    @Test
    void records_that_are_not_in_use_are_left_out_with_all_below() throws IOException {
        var original = dicomdir();
        var directory =
                read(
                        changed(
                                original,
                                item ->
                                        item.string(Tags.DirectoryRecordType)
                                                        .filter("SERIES"::equals)
                                                        .isPresent()
                                                ? item.with(Tags.RecordInUseFlag, 0)
                                                : item));

        assertThat(directory.records().map(DirectoryRecord::type))
                .containsExactly("PATIENT", "STUDY", "PATIENT", "STUDY");
    }

    @Test
    void names_are_found_in_spite_of_case_version_and_separators() throws IOException {
        var root = Files.createDirectories(folder.resolve("cd"));
        Files.createDirectories(root.resolve("dicom/series1"));
        Files.writeString(root.resolve("dicom/series1/image1.;1"), "x");
        Files.writeString(root.resolve("dicomdir;1"), "x");
        var medium = Medium.open(root);

        for (var id :
                List.of(
                        List.of("DICOM", "SERIES1", "IMAGE1"),
                        List.of("dicom", "SERIES1", "image1"),
                        List.of("DICOM\\SERIES1\\IMAGE1"),
                        List.of("DICOM/SERIES1", "IMAGE1;2"),
                        List.of(".", "DICOM ", "SERIES1", "IMAGE1."))) {
            assertThat(medium.file(id)).as("%s", id).isPresent();
        }
        assertThat(medium.directoryFile()).isPresent();
        assertThat(medium.file(List.of("DICOM", "SERIES1"))).isEmpty();
        assertThat(medium.file(List.of())).isEmpty();
    }

    @Test
    void no_name_leads_out_of_the_medium() throws IOException {
        var secret = Files.writeString(folder.resolve("secret"), "x");
        var root = Files.createDirectories(folder.resolve("cd"));
        Files.createSymbolicLink(root.resolve("LINK"), secret);
        Files.createSymbolicLink(root.resolve("UP"), folder);
        Files.createSymbolicLink(root.resolve("LOST"), root.resolve("nothing"));
        Files.writeString(root.resolve("HERE"), "x");
        Files.createSymbolicLink(root.resolve("ALIAS"), root.resolve("HERE"));
        var medium = Medium.open(root);

        for (var id :
                List.of(
                        List.of("..", "secret"),
                        List.of("../secret"),
                        List.of("..\\secret"),
                        List.of(secret.toString()),
                        List.of("LINK"),
                        List.of("UP", "secret"),
                        List.of("LOST"),
                        List.of("a\0b"))) {
            assertThat(medium.file(id)).as("%s", id).isEmpty();
        }
        assertThat(medium.file(List.of("ALIAS"))).contains(medium.root().resolve("HERE"));
    }

    @Test
    void what_is_wrong_with_files_is_told() throws IOException {
        var original = dicomdir();
        var names = new ArrayList<>(List.of("../x", "MISSING", "dicom", "a", "b"));
        var directory =
                read(
                        changed(
                                original,
                                item ->
                                        item.has(Tags.ReferencedFileID)
                                                ? item.toBuilder()
                                                        .set(
                                                                Tags.ReferencedFileID,
                                                                VR.CS,
                                                                bytes(names.removeFirst()))
                                                        .build()
                                                : item));

        assertThat(Medium.open(folder.resolve("medium")).check(directory))
                .extracting(MediaProblem::kind)
                .startsWith(MediaProblem.Kind.FILE_OUTSIDE, MediaProblem.Kind.FILE_MISSING)
                .hasSize(5);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Test
    void instances_are_found_without_a_dicomdir_and_beside_everything_else() throws IOException {
        var root = MediaSamples.medium(folder);
        Files.delete(root.resolve("DICOMDIR"));
        Files.createDirectories(root.resolve("VIEWER"));
        Files.writeString(root.resolve("VIEWER/AUTORUN.INF"), "[autorun]");
        Files.write(root.resolve("VIEWER/EMPTY"), new byte[0]);
        Files.createSymbolicLink(root.resolve("LOOP"), root);
        var medium = Medium.open(root);

        assertThat(medium.directory()).isEmpty();
        assertThat(medium.instances()).hasSize(5).allMatch(path -> path.startsWith(root));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> Medium.open(root, new MediumLimits(16, 10)).instances());
        assertThat(Medium.open(root, new MediumLimits(2, 100)).instances()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new MediumLimits(0, 1));
    }

    @Test
    void a_dicomdir_cut_anywhere_is_read_in_part_or_malformed() throws IOException {
        byte[] whole = Files.readAllBytes(MediaSamples.medium(folder).resolve("DICOMDIR"));
        var file = folder.resolve("cut");
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            try {
                assertThat(MediaDirectory.read(file).records()).hasSizeLessThanOrEqualTo(13);
            } catch (MalformedDataSetException e) {
                assertThat(e.offset()).isBetween(0L, (long) length);
            }
        }
    }

    @Test
    void a_dicomdir_with_random_bytes_within_is_read_or_malformed() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] whole = Files.readAllBytes(MediaSamples.medium(folder).resolve("DICOMDIR"));
        var file = folder.resolve("noise");
        for (int round = 0; round < 1_000; round++) {
            var bytes = whole.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                bytes[300 + random.nextInt(bytes.length - 300)] = (byte) random.nextInt();
            }
            Files.write(file, bytes);
            try {
                var directory = MediaDirectory.read(file);
                assertThat(Medium.open(folder.resolve("medium")).check(directory)).isNotNull();
            } catch (MalformedDataSetException e) {
                assertThat(e.offset()).as("seed %d", seed).isNotNegative();
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
    }
}
