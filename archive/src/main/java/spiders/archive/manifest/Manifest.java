// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

import spiders.archive.store.NotedInstance;
import spiders.archive.store.NotedSeries;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.AETitle;

import java.time.Instant;
import java.util.List;

/**
 * What a manifest says: every object of one or several studies of a patient.
 *
 * @param studies in the order in which they are listed
 * @param home the one that the document stands in
 * @param source where its objects are fetched
 */
record Manifest(List<ListedStudy> studies, UID home, Source source) {

    Manifest {
        studies = List.copyOf(studies);
        if (studies.stream().filter(study -> study.uid().equals(home)).count() != 1) {
            throw new IllegalArgumentException("A manifest stands in one of its studies");
        }
    }

    /**
     * Where objects are fetched.
     *
     * @param webRoot the address of DICOMweb, without a slash at its end
     */
    record Source(AETitle aeTitle, String webRoot) {}

    /** A study with its series; patient and study attributes as the document has them. */
    record ListedStudy(DataSet attributes, List<ListedSeries> series) {

        ListedStudy {
            series = List.copyOf(series);
        }

        UID uid() {
            return attributes.uid(Tags.StudyInstanceUID).orElseThrow();
        }

        /** Without attributes of the patient. */
        @Override
        public String toString() {
            return "ListedStudy[" + uid().value() + "]";
        }
    }

    /** A series with its instances, each named once. */
    record ListedSeries(NotedSeries series, List<NotedInstance> instances) {

        ListedSeries {
            instances = List.copyOf(instances);
        }
    }

    ListedStudy homeStudy() {
        return study(home);
    }

    private ListedStudy study(UID uid) {
        return studies.stream().filter(study -> study.uid().equals(uid)).findFirst().orElseThrow();
    }

    /** The same document as it stands in another of its studies. */
    Manifest standingIn(UID study) {
        return new Manifest(studies, study, source);
    }

    /** When the newest of its objects arrived: since then the content has been so. */
    Instant since() {
        return studies.stream()
                .flatMap(study -> study.series().stream())
                .map(series -> series.series().newest())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
