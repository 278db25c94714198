// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.contour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.analysis.RtData;
import spiders.analysis.geometry.GapTreatment;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;
import spiders.testkit.peer.PeerCommand;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

class StructureSetWriterTest {

    private static final DataSet SOURCE = RtData.dataSet("head_neck/RS_reference");
    private static final StructureSet SET = StructureSetReader.read(SOURCE);
    private static final ObjectIdentity IDENTITY =
            new ObjectIdentity(
                    new UID("2.25.1"),
                    new UID("2.25.2"),
                    "Consensus",
                    LocalDateTime.of(2026, 11, 27, 12, 0),
                    "Maker",
                    "Model",
                    "SN 1",
                    "1");

    @TempDir Path folder;

    @Test
    void what_is_written_is_read_back_with_its_volumes() {
        var again = StructureSetReader.read(StructureSetWriter.dataSet(SOURCE, IDENTITY, rois()));

        assertThat(again.rois()).hasSameSizeAs(SET.rois());
        for (var roi : SET.rois()) {
            var planes = roi.planes();
            assertThat(again.roi(roi.name()).orElseThrow().planes().solid(FILL, 1).volume())
                    .isCloseTo(planes.solid(FILL, 1).volume(), within(0.5));
        }
    }

    private static final GapTreatment FILL = GapTreatment.FILL;

    /** ROIs made of planes, as those of a consensus are. */
    private static List<ROI> rois() {
        var rois = new ArrayList<ROI>();
        for (var roi : SET.rois()) {
            var planes = roi.planes();
            rois.add(
                    ROI.ofSections(
                            roi.number(),
                            roi.name(),
                            roi.frameOfReferenceUID(),
                            planes.frame(),
                            planes.sections()));
        }
        return rois;
    }

    @Test
    void patient_study_frame_of_reference_and_images_are_those_of_the_source() {
        var written = StructureSetWriter.dataSet(SOURCE, IDENTITY, rois());

        for (var tag :
                List.of(
                        Tags.PatientID,
                        Tags.StudyInstanceUID,
                        Tags.FrameOfReferenceUID,
                        Tags.ReferencedFrameOfReferenceSequence)) {
            assertThat(written.element(tag)).isEqualTo(SOURCE.element(tag));
        }
        assertThat(written.string(Tags.SOPInstanceUID)).contains("2.25.1");
    }

    @Test
    @Tag("peer")
    void dciodvfy_finds_no_error() throws IOException {
        var file = folder.resolve("rs.dcm");
        try (var out = Files.newOutputStream(file)) {
            Part10.write(
                    out,
                    StructureSetWriter.dataSet(SOURCE, IDENTITY, rois()),
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        var said = PeerCommand.run(folder, "dciodvfy", file.toString()).output();

        assertThat(said).contains("RTStructureSet");
        assertThat(said.lines().filter(line -> line.startsWith("Error"))).isEmpty();
    }

    @Test
    void two_rois_of_one_number_are_refused() {
        var roi = SET.rois().getFirst();

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> StructureSetWriter.dataSet(SOURCE, IDENTITY, List.of(roi, roi)));
    }
}
