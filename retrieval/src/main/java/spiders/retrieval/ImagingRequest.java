// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.dicom.data.UID;
import spiders.security.PatientKey;

import java.util.List;

/**
 * What is asked of every source: the imaging of one patient, whose traits and identifiers the
 * patient register holds.
 *
 * @param accessionNumbers exams that the requester names, beside those the traits find
 * @param studies studies that the requester names, beside those the traits find
 */
public record ImagingRequest(PatientKey patient, List<String> accessionNumbers, List<UID> studies) {

    private static final int MOST_NAMED = 50;

    public ImagingRequest {
        accessionNumbers = List.copyOf(accessionNumbers);
        studies = List.copyOf(studies);
        if (accessionNumbers.size() + studies.size() > MOST_NAMED) {
            throw new IllegalArgumentException("more than " + MOST_NAMED + " exams are named");
        }
    }

    public static ImagingRequest of(PatientKey patient) {
        return new ImagingRequest(patient, List.of(), List.of());
    }
}
