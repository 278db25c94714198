// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.RtData;
import spiders.analysis.consensus.VoxelGrid;
import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.StructureSetReader;
import spiders.analysis.geometry.GapTreatment;
import spiders.analysis.geometry.Shapes;
import spiders.analysis.geometry.Solid;
import spiders.analysis.segmentation.InvalidSegmentationException.Reason;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.BulkDataSource;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;

class SegmentationWriterTest {

    private static final DataSet SOURCE = RtData.dataSet("head_neck/RS_reference");
    private static final ObjectIdentity IDENTITY =
            new ObjectIdentity(
                    new UID("2.25.3"),
                    new UID("2.25.4"),
                    "Consensus",
                    LocalDateTime.of(2026, 11, 27, 12, 0),
                    "Maker",
                    "Model",
                    "SN 1",
                    "1");

    private static final List<Solid> SOLIDS = List.of(solid("BRSTEM"), solid("GTV"));
    private static final VoxelGrid GRID = new VoxelGrid(SOLIDS, 1);

    @TempDir Path folder;

    private static Solid solid(String name) {
        return StructureSetReader.read(SOURCE)
                .roi(name)
                .orElseThrow()
                .planes()
                .solid(GapTreatment.FILL, 1);
    }

    private static DataSet written() {
        return SegmentationWriter.dataSet(
                SOURCE,
                IDENTITY,
                GRID,
                List.of(
                        segment("Tronc cérébral", GRID.mask(SOLIDS.getFirst())),
                        segment("GTV", GRID.mask(SOLIDS.getLast()))));
    }

    private static PaintedSegment segment(String label, BitSet mask) {
        var organ = new Code("15926001", "SCT", "Brainstem");
        return new PaintedSegment(label, Code.ANATOMICAL_STRUCTURE, organ, "STAPLE", mask);
    }

    @Test
    void contours_that_become_a_segmentation_keep_their_volume() throws IOException {
        var segments =
                SegmentationReader.read(
                        written(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN, BulkDataSource.none());

        assertThat(segments).extracting(Segment::label).containsExactly("Tronc cérébral", "GTV");
        for (int i = 0; i < 2; i++) {
            assertThat(segments.get(i).solid().volume())
                    .isCloseTo(SOLIDS.get(i).volume(), Percentage.withPercentage(0.5));
        }
    }

    @Test
    @Tag("peer")
    void dciodvfy_finds_no_error() throws IOException {
        var file = folder.resolve("seg.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, written(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var said = PeerCommand.run(folder, "dciodvfy", file.toString()).output();

        assertThat(said).contains("Segmentation");
        assertThat(said.lines().filter(line -> line.startsWith("Error"))).isEmpty();
    }

    @Test
    void as_many_pixels_as_allowed_are_written_and_no_frame_more() {
        var segments = List.of(segment("GTV", GRID.mask(SOLIDS.getLast())));
        long size = (long) GRID.columns() * GRID.rows();
        long all = size * written(segments, SegmentationLimits.DEFAULTS);

        assertThat(written(segments, new SegmentationLimits(size, all, 0, 0)) * size)
                .isEqualTo(all);
        refuses(() -> written(segments, new SegmentationLimits(size, all - 1, 0, 0)));
        refuses(() -> written(segments, new SegmentationLimits(size - 1, all, 0, 0)));
    }

    private static int written(List<PaintedSegment> segments, SegmentationLimits limits) {
        return SegmentationWriter.dataSet(SOURCE, IDENTITY, GRID, segments, limits)
                .integer(Tags.NumberOfFrames)
                .orElseThrow();
    }

    @Test
    void more_bits_than_an_index_counts_are_refused() {
        // 21 planes of 9.5 million voxels in twelve segments: 0.1.0 counted below zero.
        var grid = new VoxelGrid(List.of(Shapes.box(0, 0, 0, 20, 20, 30, 3)), 0.0065);
        var mask = new BitSet();
        int size = grid.columns() * grid.rows();
        for (int plane = 0; plane < grid.planes(); plane++) {
            mask.set(plane * size);
        }
        var segments = Collections.nCopies(12, segment("GTV", mask));

        assertThat(12L * grid.size()).isGreaterThan(Integer.MAX_VALUE);
        refuses(() -> SegmentationWriter.dataSet(SOURCE, IDENTITY, grid, segments));
    }

    private static void refuses(ThrowingCallable writing) {
        assertThatExceptionOfType(InvalidSegmentationException.class)
                .isThrownBy(writing)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void a_segmentation_of_nothing_or_of_no_frame_of_reference_is_refused() {
        var nothing = List.of(segment("GTV", new BitSet()));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> SegmentationWriter.dataSet(SOURCE, IDENTITY, GRID, nothing));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() ->
                        SegmentationWriter.dataSet(
                                SOURCE.without(Tags.FrameOfReferenceUID), IDENTITY, GRID, nothing));
    }
}
