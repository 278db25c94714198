// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.StoredInstance;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.DataSetWriter;
import spiders.dicom.net.StorableInstance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;

/** Small objects of one fictive study. */
final class SampleObjects {

    static final UID STUDY = new UID("1.2.826.0.1.3680043.10.77.5");

    private static final int PAYLOAD = 4000;

    private SampleObjects() {}

    /** Stores the object of a number, and returns what was acknowledged. */
    static StoredInstance store(Archive archive, int number)
            throws IOException, InterruptedException {
        var outcome =
                archive.ingest(
                        new Origin("angers", "CHU-ANGERS"),
                        UIDs.RawDataStorage,
                        sop(number),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        new ByteArrayInputStream(bytes(STUDY, number)));
        assertThat(outcome).isInstanceOf(Ingested.Stored.class);
        return ((Ingested.Stored) outcome).instance();
    }

    /** The object of a number in some study, to be sent. */
    static StorableInstance storable(UID study, int number) {
        return new StorableInstance(
                UIDs.RawDataStorage,
                sop(number),
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                () -> new ByteArrayInputStream(bytes(study, number)));
    }

    static UID sop(int number) {
        return new UID(STUDY.value() + "." + number);
    }

    private static byte[] bytes(UID study, int number) {
        var payload = new byte[PAYLOAD];
        new Random(number).nextBytes(payload);
        var object =
                DataSet.builder()
                        .set(Tags.SOPClassUID, UIDs.RawDataStorage)
                        .set(Tags.SOPInstanceUID, sop(number))
                        .set(Tags.StudyInstanceUID, study)
                        .set(Tags.SeriesInstanceUID, new UID(study.value() + ".9.1"))
                        .set(Tags.PatientID, "P1")
                        .set(Tags.PatientName, "DEMO^ANNE")
                        .set(Tags.Modality, "OT")
                        .set(Tags.EncapsulatedDocument, VR.OB, payload)
                        .build();
        return DataSetWriter.bytes(object, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }
}
