// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.time.LocalTime;

/** A series of a study. */
record Series(
        Study study,
        int number,
        String modality,
        String description,
        String bodyPart,
        TransferSyntax transferSyntax) {

    Series(Study study, int number, String modality, String description, String bodyPart) {
        this(
                study,
                number,
                modality,
                description,
                bodyPart,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    }

    Series in(TransferSyntax syntax) {
        return new Series(study, number, modality, description, bodyPart, syntax);
    }

    UID seriesInstanceUID() {
        return study.uid("series/" + number);
    }

    UID sopInstanceUID(int instance) {
        return study.uid("series/" + number + "/" + instance);
    }

    LocalTime time() {
        return study.time().plusMinutes(3L * number);
    }

    /** What every object of the series says, its own number and class among it. */
    DataSetBuilder object(UID sopClassUID, int instance) {
        var to = DataSet.builder();
        study.describe(to);
        to.set(Tags.SOPClassUID, sopClassUID);
        to.set(Tags.SOPInstanceUID, sopInstanceUID(instance));
        to.set(Tags.InstanceCreationDate, study.date());
        to.set(Tags.InstanceCreationTime, time());
        to.set(Tags.SeriesInstanceUID, seriesInstanceUID());
        to.set(Tags.SeriesNumber, number);
        to.set(Tags.SeriesDate, study.date());
        to.set(Tags.SeriesTime, time());
        to.set(Tags.Modality, modality);
        to.set(Tags.SeriesDescription, description);
        to.set(Tags.InstanceNumber, instance);
        to.set(Tags.Manufacturer, "SPIDERS");
        to.set(Tags.ManufacturerModelName, "Phantom");
        to.set(Tags.DeviceSerialNumber, "DEMO-1");
        to.set(Tags.SoftwareVersions, "0.1");
        if (!bodyPart.isEmpty()) {
            to.set(Tags.BodyPartExamined, bodyPart);
        }
        return to;
    }

    /** Adds what images say: when they were taken, and that words are burned in. */
    DataSetBuilder image(UID sopClassUID, int instance) {
        var to = object(sopClassUID, instance);
        to.set(Tags.ContentDate, study.date());
        to.set(Tags.ContentTime, time());
        to.set(Tags.AcquisitionDate, study.date());
        to.set(Tags.AcquisitionTime, time());
        to.set(Tags.AcquisitionNumber, 1);
        to.set(Tags.BurnedInAnnotation, "YES");
        return to;
    }
}
