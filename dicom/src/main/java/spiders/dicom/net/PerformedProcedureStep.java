// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

/**
 * A Modality Performed Procedure Step as its modality reports it: N-CREATE when it begins, N-SET
 * while it goes on and when it ends (PS3.4 section F.7.2). Once completed or discontinued it does
 * not change any more.
 *
 * @param sopInstanceUID of the step
 */
public record PerformedProcedureStep(UID sopInstanceUID) {

    private static final String IN_PROGRESS = "IN PROGRESS";

    /** A step with a new UID. */
    public static PerformedProcedureStep begin() {
        return new PerformedProcedureStep(UID.random());
    }

    /** Begins it; the status is set here. */
    public NormalizedRequest.Create create(DataSet attributes) {
        return new NormalizedRequest.Create(
                UIDs.ModalityPerformedProcedureStep,
                sopInstanceUID,
                attributes.with(Tags.PerformedProcedureStepStatus, IN_PROGRESS));
    }

    /**
     * Tells more while it goes on.
     *
     * @throws IllegalArgumentException if the attributes change the status
     */
    public NormalizedRequest.Set update(DataSet attributes) {
        if (attributes.has(Tags.PerformedProcedureStepStatus)) {
            throw new IllegalArgumentException("A step ends by complete or discontinue");
        }
        return set(attributes);
    }

    /**
     * Ends it.
     *
     * @throws IllegalArgumentException without end date, time and a performed series, which the
     *     standard asks for then
     */
    public NormalizedRequest.Set complete(DataSet attributes) {
        return end(attributes, "COMPLETED");
    }

    /** Ends it early; the same attributes are needed. */
    public NormalizedRequest.Set discontinue(DataSet attributes) {
        return end(attributes, "DISCONTINUED");
    }

    private NormalizedRequest.Set end(DataSet attributes, String status) {
        if (attributes.string(Tags.PerformedProcedureStepEndDate).isEmpty()
                || attributes.string(Tags.PerformedProcedureStepEndTime).isEmpty()
                || attributes.items(Tags.PerformedSeriesSequence).isEmpty()) {
            throw new IllegalArgumentException(
                    "A step that ends has an end date, an end time and a performed series");
        }
        return set(attributes.with(Tags.PerformedProcedureStepStatus, status));
    }

    private NormalizedRequest.Set set(DataSet attributes) {
        return new NormalizedRequest.Set(
                UIDs.ModalityPerformedProcedureStep, sopInstanceUID, attributes);
    }
}
