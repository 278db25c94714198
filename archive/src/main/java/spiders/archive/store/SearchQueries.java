// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonModel;
import spiders.security.UserName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.InflaterInputStream;

import javax.sql.DataSource;

/** Searches the studies that a user holds a grant for. */
public final class SearchQueries {

    private static final String STUDY_COLUMNS =
            "st.attributes as study_attributes, sum.modalities, sum.series, sum.instances";

    private static final String STUDY_SUM =
            """
            cross join lateral (
                select array_agg(distinct modality order by modality) as modalities,
                    count(*) as series, coalesce(sum(instances), 0) as instances
                from archive.series where study = st.id and instances > 0) sum
            """;

    private static final String GRANTED =
            """
            st.uid in (select v.study from archive.view_grant_study v
                join archive.view_grant g on g.id = v.view_grant
                where g.user_name = ? and g.expires_at > ?)
            """;

    private final JdbcClient jdbc;

    public SearchQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** The results as QIDO-RS returns them, in a stable order. */
    public List<DataSet> find(UserName user, Instant now, Search search) {
        var conditions = new Conditions();
        conditions.add(GRANTED, user.value(), now.atOffset(ZoneOffset.UTC));
        search.criteria().forEach((tag, values) -> conditions.match(tag, values));
        var parameters = new ArrayList<>(conditions.parameters());
        parameters.add(search.limit());
        parameters.add(search.offset());
        return jdbc.sql(sql(search.level(), conditions.where()))
                .params(parameters)
                .query((row, _) -> result(search.level(), row))
                .list();
    }

    private static String sql(Search.Level level, String where) {
        return switch (level) {
            case STUDY ->
                    "select "
                            + STUDY_COLUMNS
                            + " from archive.study st "
                            + STUDY_SUM
                            + where
                            + " order by st.date desc, st.time desc, st.id limit ? offset ?";
            case SERIES ->
                    "select "
                            + STUDY_COLUMNS
                            + ", se.attributes as series_attributes, se.instances as in_series"
                            + " from archive.study st join archive.series se on se.study = st.id "
                            + STUDY_SUM
                            + where
                            + " and se.instances > 0"
                            + " order by st.date desc, st.id, se.number, se.id limit ? offset ?";
            case INSTANCE ->
                    "select "
                            + STUDY_COLUMNS
                            + ", se.attributes as series_attributes, se.instances as in_series,"
                            + " i.metadata from archive.study st"
                            + " join archive.series se on se.study = st.id "
                            + " join archive.instance i on i.series = se.id "
                            + STUDY_SUM
                            + where
                            + " order by st.date desc, st.id, se.number, se.id, i.number, i.id"
                            + " limit ? offset ?";
        };
    }

    private static DataSet result(Search.Level level, ResultSet row) throws SQLException {
        var result = DataSet.builder();
        result.setAll(read(row.getBytes("study_attributes")));
        var modalities = IndexQueries.modalities(row);
        // As received: a modality that the standard does not allow is no reason to answer nothing.
        result.set(ValueElement.received(Tags.ModalitiesInStudy, VR.CS, List.copyOf(modalities)));
        result.set(Tags.NumberOfStudyRelatedSeries, row.getInt("series"));
        result.set(Tags.NumberOfStudyRelatedInstances, row.getInt("instances"));
        result.set(Tags.InstanceAvailability, "ONLINE");
        if (level != Search.Level.STUDY) {
            result.setAll(read(row.getBytes("series_attributes")));
            result.set(Tags.NumberOfSeriesRelatedInstances, row.getInt("in_series"));
        }
        if (level == Search.Level.INSTANCE) {
            addInstance(result, row.getBytes("metadata"));
        }
        return result.build();
    }

    private static final List<Tag> INSTANCE =
            List.of(
                    Tags.ImageType,
                    Tags.SOPClassUID,
                    Tags.SOPInstanceUID,
                    Tags.AcquisitionNumber,
                    Tags.InstanceNumber,
                    Tags.NumberOfFrames,
                    Tags.Rows,
                    Tags.Columns,
                    Tags.BitsAllocated);

    private static void addInstance(DataSetBuilder result, byte[] metadata) {
        try (var in = new InflaterInputStream(Bytes.of(metadata).stream())) {
            var instance = JsonModel.read(in);
            for (var tag : INSTANCE) {
                instance.element(tag).ifPresent(result::set);
            }
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
