// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.media;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Invented instances of two patients, to be put on media. */
final class MediaSamples {

    private MediaSamples() {}

    static DataSetBuilder image(String patient, String study, String series, int number) {
        return DataSet.builder()
                .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                .set(Tags.SOPInstanceUID, series + "." + number)
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientID, patient)
                .set(Tags.PatientName, "DEMO^" + patient)
                .set(Tags.StudyDate, "20260102")
                .set(Tags.StudyTime, "101500")
                .set(Tags.StudyID, "1")
                .set(Tags.AccessionNumber, "A1")
                .set(Tags.Modality, "CT")
                .set(Tags.SeriesNumber, 2)
                .set(Tags.InstanceNumber, number)
                .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, 2)
                .set(Tags.Columns, 2)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, new byte[8]);
    }

    static DataSet structureSet() {
        return image("P2", "1.2.2", "1.2.2.9", 1)
                .set(Tags.SOPClassUID, UIDs.RTStructureSetStorage)
                .set(Tags.Modality, "RTSTRUCT")
                .set(Tags.StructureSetLabel, "Contours")
                .remove(Tags.PixelData)
                .remove(Tags.StudyID)
                .set(Tags.PatientName, "DÉMO^Zoé")
                .build();
    }

    /** A document that has no pixels, of the second patient. */
    static DataSet report(UID sopClass) {
        return image("P2", "1.2.2", "1.2.2.10", 1)
                .set(Tags.SOPClassUID, sopClass)
                .set(Tags.Modality, "SR")
                .set(Tags.ContentDate, "20260103")
                .set(Tags.ContentTime, "120000")
                .set(Tags.CompletionFlag, "COMPLETE")
                .set(Tags.VerificationFlag, "UNVERIFIED")
                .sequence(
                        Tags.ConceptNameCodeSequence,
                        DataSet.builder()
                                .set(Tags.CodeValue, "18748-4")
                                .set(Tags.CodingSchemeDesignator, "LN")
                                .set(Tags.CodeMeaning, "Diagnostic Imaging Report")
                                .build())
                .remove(Tags.PixelData)
                .remove(Tags.StudyID)
                .set(Tags.PatientName, "DÉMO^Zoé")
                .build();
    }

    static Path file(Path folder, DataSet dataSet, TransferSyntax syntax) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(dataSet.string(Tags.SOPInstanceUID).orElseThrow() + ".dcm");
            try (var out = Files.newOutputStream(file)) {
                Part10.write(out, dataSet, syntax);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A medium of two patients, four series, five instances. */
    static Path medium(Path folder) throws IOException {
        var source = folder.resolve("source");
        var plain = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var medium = folder.resolve("medium");
        try (var writer = new MediaWriter(medium, "BOARD_1", MediaProfile.STD_GEN_CD)) {
            writer.add(file(source, image("P1", "1.2.1", "1.2.1.1", 1).build(), plain));
            writer.add(
                    file(
                            source,
                            image("P1", "1.2.1", "1.2.1.1", 2).build(),
                            TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN));
            writer.add(
                    file(
                            source,
                            image("P1", "1.2.1", "1.2.1.2", 1).build(),
                            TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
            writer.add(file(source, structureSet(), plain));
            writer.add(file(source, report(UIDs.BasicTextSRStorage), plain));
        }
        return medium;
    }
}
