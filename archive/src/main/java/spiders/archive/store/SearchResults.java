// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import spiders.archive.store.Search.Level;
import spiders.archive.store.Search.Matching;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.zip.InflaterInputStream;

/** Makes data sets of the rows of a search. */
final class SearchResults {

    /** Instance level attributes that are returned unasked (PS3.18 table 10.6.3-5). */
    static final Set<Tag> INSTANCE =
            Set.of(
                    Tags.ImageType,
                    Tags.SOPClassUID,
                    Tags.SOPInstanceUID,
                    Tags.AcquisitionNumber,
                    Tags.InstanceNumber,
                    Tags.NumberOfFrames,
                    Tags.Rows,
                    Tags.Columns,
                    Tags.BitsAllocated);

    private final SearchStatement statement;
    private final Search search;

    SearchResults(SearchStatement statement, Search search) {
        this.statement = statement;
        this.search = search;
    }

    /** All that the row tells, so that keys can be matched on it. */
    DataSet of(ResultSet row) throws SQLException {
        var result = DataSet.builder();
        if (statement.hasMetadata()) {
            addMetadata(result, row.getBytes("metadata"));
        }
        addKept(result, row);
        if (statement.hasPatientCounts()) {
            result.set(Tags.NumberOfPatientRelatedStudies, row.getInt("patient_studies"));
            result.set(Tags.NumberOfPatientRelatedSeries, row.getInt("patient_series"));
            result.set(Tags.NumberOfPatientRelatedInstances, row.getInt("patient_instances"));
        }
        if (search.level() != Level.PATIENT) {
            addCounts(result, row);
        }
        return result.build();
    }

    /** Attributes as the first object of the study or series had them. */
    private void addKept(DataSetBuilder result, ResultSet row) throws SQLException {
        for (var element : read(row.getBytes("study_attributes"))) {
            if (AttributeLevels.isAt(element.tag(), search.level())) {
                result.set(element);
            }
        }
        if (search.level().compareTo(Level.SERIES) >= 0) {
            result.setAll(read(row.getBytes("series_attributes")));
        }
    }

    private void addCounts(DataSetBuilder result, ResultSet row) throws SQLException {
        // As received: a modality that the standard does not allow is no reason to answer nothing.
        var modalities = IndexQueries.texts(row, "modalities");
        result.set(ValueElement.received(Tags.ModalitiesInStudy, VR.CS, modalities));
        if (statement.hasClasses()) {
            var classes = IndexQueries.texts(row, "sop_classes");
            result.set(ValueElement.received(Tags.SOPClassesInStudy, VR.UI, classes));
        }
        result.set(Tags.NumberOfStudyRelatedSeries, row.getInt("series"));
        result.set(Tags.NumberOfStudyRelatedInstances, row.getInt("instances"));
        result.set(Tags.InstanceAvailability, "ONLINE");
        if (search.level() != Level.STUDY) {
            result.set(Tags.NumberOfSeriesRelatedInstances, row.getInt("in_series"));
        }
    }

    private void addMetadata(DataSetBuilder result, byte[] packed) {
        for (var element : unpacked(packed)) {
            var tag = element.tag();
            if (AttributeLevels.isAt(tag, search.level()) && !element.vr().isBytes()) {
                result.set(element);
            }
        }
    }

    /** What of a row that matches is answered: what is asked for, and what lists show. */
    DataSet answered(DataSet row) {
        if (!statement.hasMetadata() || search.options().contains(Matching.EVERY_ATTRIBUTE)) {
            return row;
        }
        var answer = DataSet.builder();
        for (var element : row) {
            if (isAnswered(element.tag())) {
                answer.set(element);
            }
        }
        return answer.build();
    }

    private boolean isAnswered(Tag tag) {
        return search.keys().has(tag)
                || AttributeLevels.STUDY.contains(tag)
                || AttributeLevels.SERIES.contains(tag)
                || AttributeLevels.TOLD.contains(tag)
                || tag.equals(Tags.ModalitiesInStudy)
                || (search.level() == Level.INSTANCE && INSTANCE.contains(tag));
    }

    private static DataSet unpacked(byte[] packed) {
        try (var in = new InflaterInputStream(Bytes.of(packed).stream())) {
            return JsonModel.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DataSet read(byte[] json) {
        try {
            return JsonModel.read(Bytes.of(json).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
