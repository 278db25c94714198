// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

/** Small objects for tests. */
public final class Samples {

    public static final Origin ORIGIN = new Origin("angers", "CHU-ANGERS");
    public static final UID STUDY = new UID("1.2.826.0.1.3680043.10.1.1");
    public static final UID SERIES = new UID("1.2.826.0.1.3680043.10.1.1.1");
    public static final TransferSyntax EXPLICIT = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
    public static final int SIDE = 64;

    private Samples() {}

    /** The UID of a sample's instance. */
    public static UID instance(int number) {
        return new UID(SERIES.value() + "." + number);
    }

    /** A slice of a CT of {@value #SIDE} pixels square; its pixels depend on its number. */
    public static DataSet ct(int number) {
        var pixels = new byte[SIDE * SIDE * 2];
        new Random(number).nextBytes(pixels);
        return DataSet.builder()
                .set(Tags.SpecificCharacterSet, "ISO_IR 192")
                .set(Tags.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .set(Tags.SOPClassUID, UIDs.CTImageStorage)
                .set(Tags.SOPInstanceUID, instance(number))
                .set(Tags.StudyDate, "20260315")
                .set(Tags.StudyTime, "101500")
                .set(Tags.AccessionNumber, "A42")
                .set(Tags.Modality, "CT")
                .set(Tags.StudyDescription, "TAP")
                .set(Tags.SeriesDescription, "Thorax")
                .set(Tags.PatientName, "DEMO^\u00c9lodie")
                .set(Tags.PatientID, "P1")
                .set(Tags.PatientBirthDate, "19500102")
                .set(Tags.PatientSex, "F")
                .set(Tags.StudyInstanceUID, STUDY)
                .set(Tags.SeriesInstanceUID, SERIES)
                .set(Tags.StudyID, "S1")
                .set(Tags.SeriesNumber, "2")
                .set(Tags.InstanceNumber, Integer.toString(number))
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.Rows, SIDE)
                .set(Tags.Columns, SIDE)
                .set(Tags.BitsAllocated, 16)
                .set(Tags.BitsStored, 12)
                .set(Tags.HighBit, 11)
                .set(Tags.PixelRepresentation, 0)
                .set(Tags.PixelData, VR.OW, pixels)
                .build();
    }

    public static byte[] bytes(DataSet dataSet) {
        return DataSetWriter.bytes(dataSet, EXPLICIT);
    }

    /** Hands the data set in as a storage service would. */
    public static Ingested ingest(Archive archive, DataSet dataSet)
            throws IOException, InterruptedException {
        return ingest(archive, dataSet, bytes(dataSet));
    }

    public static Ingested ingest(Archive archive, DataSet dataSet, byte[] bytes)
            throws IOException, InterruptedException {
        return archive.ingest(
                ORIGIN,
                dataSet.uid(Tags.SOPClassUID).orElseThrow(),
                dataSet.uid(Tags.SOPInstanceUID).orElseThrow(),
                EXPLICIT,
                new ByteArrayInputStream(bytes));
    }
}
