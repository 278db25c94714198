// SPDX-License-Identifier: Apache-2.0
package spiders.archive.store;

import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonModel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

import javax.sql.DataSource;

/** What a document about a study's objects asks of the index. */
public final class NoteQueries {

    private final JdbcClient jdbc;

    public NoteQueries(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Attributes of the patient and the study, as the study's first object had them. */
    public Optional<DataSet> study(UID study) {
        return jdbc.sql("select attributes from archive.study where uid = ?")
                .param(study.value())
                .query((row, _) -> read(row.getBytes(1)))
                .optional();
    }

    private static DataSet read(byte[] json) {
        try {
            return JsonModel.read(Bytes.of(json).stream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The domain of the patient's identifier in a study; empty for a study that is not here. */
    public String authority(UID study) {
        return jdbc.sql(
                        """
                        select i.authority from archive.study st
                        join archive.identity i on i.id = st.identity where st.uid = ?
                        """)
                .param(study.value())
                .query(String.class)
                .optional()
                .orElse("");
    }

    /** An instance but for its bulk data. */
    public Optional<DataSet> metadata(UID sopInstance) {
        return jdbc.sql("select metadata from archive.instance where uid = ?")
                .param(sopInstance.value())
                .query((row, _) -> inflated(row.getBytes(1)))
                .optional();
    }

    private static DataSet inflated(byte[] packed) {
        try (var in = new InflaterInputStream(Bytes.of(packed).stream())) {
            return JsonModel.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The series of a study of which there are instances, by their number. */
    public List<NotedSeries> series(UID study) {
        return jdbc.sql(
                        """
                        select se.uid, se.modality, se.attributes, count(i.id) as instances,
                            max(i.received_at) as newest
                        from archive.study st join archive.series se on se.study = st.id
                        join archive.instance i on i.series = se.id
                        where st.uid = ? group by se.id order by se.number, se.id
                        """)
                .param(study.value())
                .query((row, _) ->
                        new NotedSeries(
                                new UID(row.getString("uid")),
                                row.getString("modality"),
                                read(row.getBytes("attributes"))
                                        .string(Tags.SeriesDescription)
                                        .orElse(""),
                                row.getInt("instances"),
                                row.getTimestamp("newest").toInstant()))
                .list();
    }

    /** The images of a study, by series and instance number. */
    public List<NotedImage> images(UID study) {
        return jdbc.sql(
                        """
                        select se.uid as series, se.modality, se.attributes, i.sop_class, i.uid,
                            i.number, i.frames
                        from archive.study st join archive.series se on se.study = st.id
                        join archive.instance i on i.series = se.id
                        where st.uid = ? and i.frames > 0
                        order by se.number, se.id, i.number, i.id
                        """)
                .param(study.value())
                .query((row, _) ->
                        new NotedImage(
                                new NotedInstance(
                                        new UID(row.getString("series")),
                                        new UID(row.getString("sop_class")),
                                        new UID(row.getString("uid")),
                                        true),
                                row.getString("modality"),
                                read(row.getBytes("attributes"))
                                        .string(Tags.SeriesDescription)
                                        .orElse(""),
                                row.getInt("number"),
                                row.getInt("frames")))
                .list();
    }

    /** What is selected, by series and instance number. */
    public List<NotedInstance> instances(Selection selection) {
        var series = selection.series().map(UID::value).orElse("");
        var instance = selection.instance().map(UID::value).orElse("");
        return jdbc.sql(
                        """
                        select se.uid as series, i.sop_class, i.uid, i.frames > 0 as image
                        from archive.study st join archive.series se on se.study = st.id
                        join archive.instance i on i.series = se.id
                        where st.uid = ? and (? = '' or se.uid = ?) and (? = '' or i.uid = ?)
                        order by se.number, se.id, i.number, i.id
                        """)
                .params(selection.studyInstanceUID().value(), series, series, instance, instance)
                .query((row, _) ->
                        new NotedInstance(
                                new UID(row.getString("series")),
                                new UID(row.getString("sop_class")),
                                new UID(row.getString("uid")),
                                row.getBoolean("image")))
                .list();
    }
}
