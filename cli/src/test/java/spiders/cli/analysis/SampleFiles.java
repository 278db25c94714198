// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.ROI;
import spiders.analysis.contour.StructureSetWriter;
import spiders.analysis.geometry.PlaneFrame;
import spiders.analysis.geometry.Region;
import spiders.analysis.geometry.Ring;
import spiders.analysis.geometry.Section;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** Structure sets and doses whose numbers are known, as files of a folder. */
record SampleFiles(Path folder) {

    static final String FRAME = "1.2.3";

    /** A box of 20 by 20 by 30 mm around the origin, moved along x. */
    static ROI box(int number, String name, double shift) {
        return box(number, name, shift, 10, 3);
    }

    static ROI box(int number, String name, double shift, int planes, double spacing) {
        var ring =
                Ring.of(
                        new double[] {shift - 10, shift + 10, shift + 10, shift - 10},
                        new double[] {-10, -10, 10, 10});
        var sections = new ArrayList<Section>();
        for (int i = 0; i < planes; i++) {
            sections.add(new Section(-13.5 + spacing * i, Region.of(ring)));
        }
        return ROI.ofSections(number, name, FRAME, PlaneFrame.AXIAL, sections);
    }

    static ROI nothing(int number, String name) {
        return new ROI(number, name, "", FRAME, List.of(), 0);
    }

    static ObjectIdentity identity() {
        return new ObjectIdentity(
                new UID("1.2.3.5"),
                new UID("1.2.3.6"),
                "TEST",
                LocalDateTime.parse("2026-11-27T12:00:00"),
                "SPIDERS",
                "test",
                "1",
                "1");
    }

    Path structures(String name, List<ROI> rois) throws IOException {
        var source =
                DataSet.builder()
                        .set(Tags.StudyInstanceUID, "1.2.3.4")
                        .set(Tags.FrameOfReferenceUID, FRAME)
                        .build();
        return write(name, StructureSetWriter.dataSet(source, identity(), rois));
    }

    Path write(String name, DataSet dataSet) throws IOException {
        var file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            Part10.write(out, dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
        return file;
    }

    /** A dose that grows by a gray with each millimetre of x, 30 in the middle. */
    Path dose(String frame) throws IOException {
        return dose(frame, "PHYSICAL");
    }

    Path dose(String frame, String type) throws IOException {
        return dose("dose.dcm", "1.2.3.7", frame, type, 0.001);
    }

    /** Of so many gray a millimetre and a thousand. */
    Path dose(String name, String uid, String frame, String type, double scaling)
            throws IOException {
        int n = 41;
        var pixels = ByteBuffer.allocate(n * n * n * 2).order(ByteOrder.LITTLE_ENDIAN);
        var offsets = new double[n];
        for (int k = 0; k < n; k++) {
            offsets[k] = k;
            for (int j = 0; j < n; j++) {
                for (int i = 0; i < n; i++) {
                    pixels.putShort((short) ((i + 10) * 1000));
                }
            }
        }
        return write(
                name,
                DataSet.builder()
                        .set(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.481.2")
                        .set(Tags.SOPInstanceUID, uid)
                        .set(Tags.FrameOfReferenceUID, frame)
                        .set(Tags.DoseUnits, "GY")
                        .set(Tags.DoseType, type)
                        .set(Tags.DoseSummationType, "PLAN")
                        .set(Tags.DoseGridScaling, scaling)
                        .set(Tags.Columns, n)
                        .set(Tags.Rows, n)
                        .set(Tags.NumberOfFrames, n)
                        .set(Tags.ImagePositionPatient, -20.0, -20.0, -20.0)
                        .set(Tags.ImageOrientationPatient, 1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
                        .set(Tags.PixelSpacing, 1.0, 1.0)
                        .set(Tags.GridFrameOffsetVector, offsets)
                        .set(Tags.BitsAllocated, 16)
                        .set(Tags.PixelRepresentation, 0)
                        .set(Tags.PixelData, VR.OW, pixels.array())
                        .build());
    }
}
