// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.io.Part10;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A CT study of a synthetic person as a PACS has it, and the digests of its data sets.
 *
 * @param digests by SOP Instance UID
 */
record SentStudy(UID uid, Map<UID, String> digests) {

    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;

    /** Writes one of so many slices, each of so many bytes of noise and as many of nothing. */
    static SentStudy write(Path folder, int slices, int side)
            throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        var study = UID.random();
        var series = UID.random();
        var digests = new TreeMap<UID, String>();
        for (int i = 1; i <= slices; i++) {
            var sop = UID.random();
            var slice = slice(study, series, sop, i, side);
            try (var out = Files.newOutputStream(folder.resolve(sop.value() + ".dcm"))) {
                Part10.write(out, slice, SYNTAX);
            }
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(DataSetWriter.bytes(slice, SYNTAX));
            digests.put(sop, HexFormat.of().formatHex(bytes));
        }
        return new SentStudy(study, digests);
    }

    private static DataSet slice(UID study, UID series, UID sop, int number, int side) {
        var pixels = new byte[side * side * 2];
        new Random(number).nextBytes(pixels);
        Arrays.fill(pixels, 0, pixels.length / 2, (byte) 0);
        return DataSet.builder()
                .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                .set(Tags.SOPInstanceUID, sop)
                .set(Tags.StudyInstanceUID, study)
                .set(Tags.SeriesInstanceUID, series)
                .set(Tags.PatientID, "IPP-7")
                .set(Tags.IssuerOfPatientID, "LILLE")
                .set(Tags.PatientName, "DEMO-MARTIN^ELODIE")
                .set(Tags.PatientBirthDate, "19790312")
                .set(Tags.PatientSex, "F")
                .set(Tags.StudyDate, "20261101")
                .set(Tags.StudyTime, "101500")
                .set(Tags.StudyID, "1")
                .set(Tags.AccessionNumber, "A1")
                .set(Tags.StudyDescription, "TDM TAP")
                .set(Tags.Modality, "CT")
                .set(Tags.BodyPartExamined, "CHEST")
                .set(Tags.SeriesNumber, 1)
                .set(Tags.InstanceNumber, number)
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, side)
                .set(Tags.Columns, side)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 16)
                .set(Tags.HighBit, 15)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels)
                .build();
    }
}
