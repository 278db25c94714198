// SPDX-License-Identifier: Apache-2.0
package spiders.archive.manifest;

import static java.util.stream.Collectors.groupingBy;

import spiders.archive.PatientRegister;
import spiders.archive.manifest.Manifest.ListedSeries;
import spiders.archive.manifest.Manifest.ListedStudy;
import spiders.archive.store.GrantTable;
import spiders.archive.store.NoteQueries;
import spiders.archive.store.NotedInstance;
import spiders.archive.store.NotedSeries;
import spiders.archive.store.Selection;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.AETitle;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.security.Purpose;
import spiders.security.User;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * Makes manifests of a patient's studies from the index, for who may view them. None is stored: the
 * same objects make the same manifest.
 */
public final class Manifests {

    private static final int MOST_OBJECTS = 50_000;

    private final NoteQueries notes;
    private final GrantTable links;
    private final PatientRegister patients;
    private final Access access;
    private final Audit audit;
    private final AETitle aeTitle;
    private final int mostObjects;

    /**
     * Manifests of 50,000 objects at most.
     *
     * @param aeTitle whom to ask for the objects by DIMSE
     */
    public Manifests(
            DataSource database,
            PatientRegister patients,
            Access access,
            Audit audit,
            AETitle aeTitle) {
        this(database, patients, access, audit, aeTitle, MOST_OBJECTS);
    }

    Manifests(
            DataSource database,
            PatientRegister patients,
            Access access,
            Audit audit,
            AETitle aeTitle,
            int mostObjects) {
        this.notes = new NoteQueries(database);
        this.links = new GrantTable(database);
        this.patients = patients;
        this.access = access;
        this.audit = audit;
        this.aeTitle = aeTitle;
        this.mostObjects = mostObjects;
    }

    /**
     * What is asked for.
     *
     * @param studies in the order in which they are to be listed
     * @param home the one of them that the document stands in
     * @param webRoot the address of DICOMweb, as the reader of the manifest reaches it
     */
    public record Request(PatientKey patient, List<UID> studies, UID home, String webRoot) {

        public Request {
            studies = List.copyOf(studies);
        }
    }

    /**
     * The manifest of those of the studies that are here and, by the links in force, the patient's;
     * empty where the home is none of them.
     *
     * @throws ManifestTooLargeException when they have more objects than one manifest may name
     */
    public Optional<DataSet> manifest(User user, Purpose purpose, Request request) {
        access.require(user, Permission.VIEW_IMAGES, request.patient());
        var ours = links.studiesOf(request.patient(), new HashSet<>(request.studies()));
        var wanted = request.studies().stream().filter(ours::contains).toList();
        var studies = listed(request.patient(), wanted);
        if (studies.stream().noneMatch(study -> study.uid().equals(request.home()))) {
            return Optional.empty();
        }
        var source = new Manifest.Source(aeTitle, request.webRoot());
        var document = ManifestWriter.write(new Manifest(studies, request.home(), source));
        audit.record(
                AuditEvent.of(user, Action.GIVE_MANIFEST)
                        .about(request.patient())
                        .purpose(purpose)
                        .objects(studies.stream().map(study -> study.uid().value()).toList())
                        .detail(document.string(Tags.SOPInstanceUID).orElse("")));
        return Optional.of(document);
    }

    /** Those of the studies of which objects are here. */
    private List<ListedStudy> listed(PatientKey patient, List<UID> studies) {
        var traits = patients.traits(patient).orElseThrow();
        var listed = new ArrayList<ListedStudy>();
        long objects = 0;
        for (var study : studies) {
            var series = notes.series(study);
            objects += series.stream().mapToLong(NotedSeries::instances).sum();
            if (objects > mostObjects) {
                throw new ManifestTooLargeException(objects, mostObjects);
            }
            if (!series.isEmpty()) {
                var attributes = ManifestPatient.named(notes.study(study).orElseThrow(), traits);
                listed.add(new ListedStudy(attributes, withInstances(study, series)));
            }
        }
        return listed;
    }

    private List<ListedSeries> withInstances(UID study, List<NotedSeries> series) {
        var instances =
                notes.instances(new Selection.Study(study)).stream()
                        .collect(groupingBy(NotedInstance::seriesInstanceUID));
        return series.stream()
                .map(one ->
                        new ListedSeries(
                                one, instances.getOrDefault(one.seriesInstanceUID(), List.of())))
                .filter(one -> !one.instances().isEmpty())
                .toList();
    }
}
