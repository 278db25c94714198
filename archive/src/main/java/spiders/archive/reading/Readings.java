// SPDX-License-Identifier: Apache-2.0
package spiders.archive.reading;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.store.GrantTable;
import spiders.archive.store.NoteQueries;
import spiders.archive.store.NotedImage;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.DataSetWriter;
import spiders.security.PatientKey;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import javax.sql.DataSource;

/**
 * Saves signed notes and their key images beside the images. Who may is decided by who calls: it
 * knows the case that the images are read for.
 */
public final class Readings {

    private static final String HERE = "here";

    private final Archive archive;
    private final NoteQueries notes;
    private final GrantTable links;

    public Readings(Archive archive, DataSource database) {
        this.archive = archive;
        this.notes = new NoteQueries(database);
        this.links = new GrantTable(database);
    }

    /** The series of a study that have images, each with all of them. */
    public List<PictureSeries> series(UID study) {
        var bySeries = new LinkedHashMap<UID, List<NotedImage>>();
        for (var image : notes.images(study)) {
            bySeries.computeIfAbsent(image.instance().seriesInstanceUID(), _ -> new ArrayList<>())
                    .add(image);
        }
        var series = new ArrayList<PictureSeries>();
        bySeries.forEach((uid, images) -> series.add(series(study, uid, images)));
        return series;
    }

    private static PictureSeries series(UID study, UID uid, List<NotedImage> images) {
        var first = images.getFirst();
        return new PictureSeries(
                study,
                uid,
                first.modality(),
                first.description(),
                images.stream()
                        .map(one ->
                                new PictureSeries.Image(
                                        one.instance().sopInstanceUID(),
                                        one.number(),
                                        one.frames()))
                        .toList());
    }

    /**
     * Names the objects that a note will be saved as: itself, and the key images of each study.
     *
     * @param home the study that the note stands in
     */
    public static List<ReadingDocument> documents(UID home, List<KeyImage> keyImages) {
        var documents = new ArrayList<ReadingDocument>();
        documents.add(document(ReadingDocument.Kind.NOTE, home));
        var studies = new LinkedHashSet<UID>();
        keyImages.forEach(one -> studies.add(one.studyInstanceUID()));
        studies.forEach(study -> documents.add(document(ReadingDocument.Kind.KEY_OBJECTS, study)));
        return documents;
    }

    private static ReadingDocument document(ReadingDocument.Kind kind, UID study) {
        return new ReadingDocument(kind, study, UID.random(), UID.random());
    }

    /**
     * Refuses key images that are none of the patient's images here.
     *
     * @throws MissingKeyImageException for the first of them
     */
    public void require(PatientKey patient, List<KeyImage> keyImages) {
        images(patient, keyImages);
    }

    /**
     * Refuses what could not be saved as it is, before somebody signs it.
     *
     * @throws MissingKeyImageException for a key image that is none of the patient's here
     * @throws ForeignStudyException for a study that is not the patient's
     * @throws UnwritableReadingException when it holds what no DICOM object may hold
     */
    public void require(PatientKey patient, SignedReading reading) {
        objects(patient, reading);
    }

    /**
     * Saves what was signed; what is there already stays as it is, so that it can be tried again.
     *
     * @throws MissingKeyImageException when a key image has left the archive
     * @throws ForeignStudyException when a study that it would stand in is not the patient's now
     * @throws UnwritableReadingException when it holds what no DICOM object may hold
     * @throws IOException when the archive does not take an object now; others may be saved
     */
    public void save(PatientKey patient, SignedReading reading)
            throws IOException, InterruptedException {
        for (var object : objects(patient, reading)) {
            store(object);
        }
    }

    private List<DataSet> objects(PatientKey patient, SignedReading reading) {
        var writer = new ReadingWriter(reading, images(patient, reading.keyImages()));
        requireStudies(patient, reading);
        var objects = new ArrayList<DataSet>();
        for (var document : reading.documents()) {
            var study = document.studyInstanceUID();
            var attributes = notes.study(study).orElseThrow(() -> new ForeignStudyException(study));
            try {
                objects.add(writer.write(document, attributes));
            } catch (IllegalArgumentException e) {
                throw new UnwritableReadingException(document.kind(), e);
            }
        }
        return objects;
    }

    private void requireStudies(PatientKey patient, SignedReading reading) {
        var studies = new LinkedHashSet<UID>();
        reading.documents().forEach(one -> studies.add(one.studyInstanceUID()));
        var ours = links.studiesOf(patient, studies);
        for (var study : studies) {
            if (!ours.contains(study)) {
                throw new ForeignStudyException(study);
            }
        }
    }

    private Map<UID, NotedImage> images(PatientKey patient, List<KeyImage> keyImages) {
        var studies = new LinkedHashSet<UID>();
        keyImages.forEach(one -> studies.add(one.studyInstanceUID()));
        var ours = studies.isEmpty() ? Set.<UID>of() : links.studiesOf(patient, studies);
        var known = new HashMap<UID, Map<UID, NotedImage>>();
        ours.forEach(study -> known.put(study, byInstance(study)));
        var found = new HashMap<UID, NotedImage>();
        for (var one : keyImages) {
            var image =
                    known.getOrDefault(one.studyInstanceUID(), Map.of()).get(one.sopInstanceUID());
            if (image == null
                    || one.frame() > image.frames()
                    || !image.instance().seriesInstanceUID().equals(one.seriesInstanceUID())) {
                throw new MissingKeyImageException(one);
            }
            found.put(one.sopInstanceUID(), image);
        }
        return found;
    }

    private Map<UID, NotedImage> byInstance(UID study) {
        var images = new HashMap<UID, NotedImage>();
        notes.images(study).forEach(one -> images.put(one.instance().sopInstanceUID(), one));
        return images;
    }

    private void store(DataSet object) throws IOException, InterruptedException {
        var study = object.uid(Tags.StudyInstanceUID).orElseThrow();
        var syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN;
        var outcome =
                archive.ingest(
                        new Origin(HERE, notes.authority(study)),
                        object.uid(Tags.SOPClassUID).orElseThrow(),
                        object.uid(Tags.SOPInstanceUID).orElseThrow(),
                        syntax,
                        new ByteArrayInputStream(DataSetWriter.bytes(object, syntax)));
        switch (outcome) {
            case Ingested.Stored _, Ingested.AlreadyThere _ -> {}
            case Ingested.KeptApart _ ->
                    throw new IOException("Another object has the UID of a reading");
            case Ingested.Refused(_, var message) -> throw new IOException(message);
        }
    }
}
