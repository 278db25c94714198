// SPDX-License-Identifier: Apache-2.0
package spiders.archive.matching;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.dictionary.Tags;

import java.util.List;
import java.util.Optional;

/** A date and the time of it, which combined matching takes as one (PS3.4 C.2.2.2.5.4). */
public record DateTimePair(Tag date, Tag time) {

    public static final DateTimePair STUDY = new DateTimePair(Tags.StudyDate, Tags.StudyTime);

    /** Every pair of the query information models. */
    public static final List<DateTimePair> ALL =
            List.of(
                    STUDY,
                    new DateTimePair(Tags.SeriesDate, Tags.SeriesTime),
                    new DateTimePair(Tags.AcquisitionDate, Tags.AcquisitionTime),
                    new DateTimePair(Tags.ContentDate, Tags.ContentTime),
                    new DateTimePair(
                            Tags.PerformedProcedureStepStartDate,
                            Tags.PerformedProcedureStepStartTime),
                    new DateTimePair(Tags.PatientBirthDate, Tags.PatientBirthTime));

    /** Two ends, each a date and a time; an empty date is an open end. */
    public record Range(TextRange dates, TextRange times) {

        /** Whether what is of one date and one time lies within. */
        public boolean contains(String date, String time) {
            var day = date.strip();
            if (day.isEmpty() || time.isBlank()) {
                return false;
            }
            var moment = day + time.strip();
            boolean isLate = dates.from().isEmpty() || moment.compareTo(least()) >= 0;
            return isLate && (dates.to().isEmpty() || moment.compareTo(most()) < 0);
        }

        private String least() {
            return dates.from() + times.from();
        }

        private String most() {
            return dates.to() + times.most();
        }
    }

    /** The range that keys ask for, where both have a value. */
    public Optional<Range> range(DataSet keys) {
        var dates = keys.string(date).map(TextRange::of);
        var times = keys.string(time).map(TextRange::of);
        return dates.flatMap(days -> times.map(hours -> new Range(days, hours)));
    }
}
