// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.nio.charset.StandardCharsets;

/** Objects and settings for the tests of this package. */
final class Samples {

    static final DeidentificationKey KEY =
            DeidentificationKey.of("a secret of the tests alone".getBytes(StandardCharsets.UTF_8));
    static final DeidentificationKey OTHER_KEY =
            DeidentificationKey.of("another secret of the tests".getBytes(StandardCharsets.UTF_8));
    static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    private Samples() {}

    static DeidentificationSettings settings(ConfidentialityOption... options) {
        return DeidentificationSettings.of(DeidentificationProfile.with(options), KEY);
    }

    static Deidentifier deidentifier(ConfidentialityOption... options) {
        return new Deidentifier(settings(options));
    }

    static DataSet cleaned(DataSet object, ConfidentialityOption... options) {
        return deidentifier(options).plan(object, SYNTAX).dataSet();
    }

    /** A CT slice of a person who does not exist. */
    static DataSetBuilder ct() {
        return object(UIDs.CTImageStorage, "CT");
    }

    static DataSetBuilder object(UID sopClass, String modality) {
        return DataSet.builder()
                .set(Tags.SOPClassUID, sopClass)
                .set(Tags.SOPInstanceUID, new UID("1.2.276.0.1"))
                .set(Tags.StudyInstanceUID, new UID("1.2.276.0.2"))
                .set(Tags.SeriesInstanceUID, new UID("1.2.276.0.3"))
                .set(Tags.FrameOfReferenceUID, new UID("1.2.276.0.4"))
                .set(Tags.PatientName, "DEMO^Hélène")
                .set(Tags.PatientID, "DEMO4711")
                .set(Tags.PatientBirthDate, "19530717")
                .set(Tags.PatientSex, "F")
                .set(Tags.StudyDate, "20260901")
                .set(Tags.StudyTime, "101112")
                .set(Tags.SeriesDate, "20260903")
                .set(Tags.AccessionNumber, "ACC1")
                .set(Tags.StudyID, "S1")
                .set(Tags.Modality, modality);
    }

    /** Adds frames of 8-bit pixels, each its place in the frame, never zero. */
    static DataSetBuilder pixels(DataSetBuilder builder, int rows, int columns, int frames) {
        var pixels = new byte[rows * columns * frames + (rows * columns * frames & 1)];
        for (int i = 0; i < rows * columns * frames; i++) {
            pixels[i] = (byte) (1 + i % 255);
        }
        return builder.set(Tags.Rows, rows)
                .set(Tags.Columns, columns)
                .set(Tags.NumberOfFrames, frames)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.BitsAllocated, 8)
                .set(Tags.BitsStored, 8)
                .set(Tags.HighBit, 7)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OB, pixels);
    }
}
