// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.query;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.retrieval.StudyDescription;
import spiders.retrieval.matching.SeenPerson;

import java.util.List;
import java.util.TreeSet;

/** A study as one source describes it, before anyone says whose it is. */
public record CandidateStudy(
        String source, UID studyInstanceUID, StudyDescription description, SeenPerson person) {

    /** The same with the body parts that its series name. */
    CandidateStudy withBodyPartsOf(List<DataSet> series) {
        var parts = new TreeSet<>(description.bodyParts());
        series.forEach(one -> parts.addAll(one.strings(Tags.BodyPartExamined)));
        var said =
                new StudyDescription(
                        description.date(),
                        description.time(),
                        description.text(),
                        description.modalities(),
                        List.copyOf(parts),
                        description.accessionNumber(),
                        description.series(),
                        description.instances());
        return new CandidateStudy(source, studyInstanceUID, said, person);
    }
}
