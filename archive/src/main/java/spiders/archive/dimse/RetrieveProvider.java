// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Disclosures;
import spiders.archive.store.Search;
import spiders.archive.store.Search.Level;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.Reencoded;
import spiders.archive.viewing.WholeArchive;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.DataSetSource;
import spiders.dicom.net.OperationRefusedException;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveHandler;
import spiders.dicom.net.RetrieveOutcome;
import spiders.dicom.net.RetrieveRequest;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorableInstance;
import spiders.security.Action;
import spiders.security.UserName;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * C-GET and C-MOVE in the Patient Root and Study Root models (PS3.4 section C.4.2). Objects go as
 * they are stored where that is agreed to, else uncompressed where that loses nothing. Each study
 * is recorded once a caller and day, and each time something of it was not sent.
 */
public final class RetrieveProvider implements RetrieveHandler {

    /** The counts of sub-operations have 16 bits (PS3.7 table 9.1-3). */
    private static final int MOST = 0xFFFF;

    /** What an object is sent in whose own encoding the other side does not take. */
    public static final List<TransferSyntax> UNCOMPRESSED =
            List.of(
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN);

    private final WholeArchive archive;
    private final CallerRights rights;
    private final Disclosures disclosures;
    private final Map<AETitle, RemoteNode> destinations;

    /**
     * Answers callers that may retrieve.
     *
     * @param destinations where a C-MOVE may go, by the title it is asked for
     */
    public RetrieveProvider(
            WholeArchive archive,
            CallerRights rights,
            Disclosures disclosures,
            Map<AETitle, RemoteNode> destinations) {
        this.archive = archive;
        this.rights = rights;
        this.disclosures = disclosures;
        this.destinations = Map.copyOf(destinations);
    }

    /** A stored object as it is sent. */
    private record Source(WholeArchive archive, ServedInstance instance) implements DataSetSource {

        @Override
        public InputStream open() throws IOException {
            return archive.bytes(instance).openDataSet();
        }
    }

    @Override
    public Optional<RemoteNode> destination(RetrieveRequest request, AETitle title) {
        rights.require(request.peer(), CallerRight.RETRIEVE);
        var destination = Optional.ofNullable(destinations.get(title));
        if (destination.isEmpty()) {
            disclosures.refused(
                    UserName.SYSTEM,
                    Action.SEND_OBJECTS,
                    "%s asked to move to %s, which is no destination"
                            .formatted(request.peer().aeTitle().value(), title.value()));
        }
        return destination;
    }

    @Override
    public List<StorableInstance> instances(RetrieveRequest request) {
        rights.require(request.peer(), CallerRight.RETRIEVE);
        var identifier =
                Identifier.of(
                        request.sopClassUID(), request.keys(), request.options().relational());
        var found = found(identifier);
        if (found.size() > MOST) {
            throw new OperationRefusedException(
                    Status.OUT_OF_RESOURCES.withComment("more than 65535 objects: ask for fewer"));
        }
        return found.stream().map(this::storable).toList();
    }

    private List<ServedInstance> found(Identifier identifier) {
        var studies = identifier.uids(Tags.StudyInstanceUID);
        var series = identifier.uids(Tags.SeriesInstanceUID);
        var instances = identifier.uids(Tags.SOPInstanceUID);
        return switch (identifier.level()) {
            case PATIENT -> ofPatient(identifier);
            case STUDY -> archive.instances(some(studies), Set.of(), Set.of());
            case SERIES -> archive.instances(studies, some(series), Set.of());
            case INSTANCE -> archive.instances(studies, series, some(instances));
        };
    }

    private static Set<UID> some(Set<UID> uids) {
        if (uids.isEmpty()) {
            throw Identifier.refusal("the unique key of the level is missing");
        }
        return uids;
    }

    /** One Patient ID of two domains is two patients: who means one says of which domain. */
    private List<ServedInstance> ofPatient(Identifier identifier) {
        var keys = identifier.keys();
        var wanted = keys.string(Tags.PatientID).orElse("");
        if (wanted.isBlank() || wanted.contains("*") || wanted.contains("?")) {
            throw Identifier.refusal("Patient ID must be one value");
        }
        var asked =
                DataSet.builder()
                        .set(Tags.PatientID, wanted)
                        .set(Tags.IssuerOfPatientID, keys.string(Tags.IssuerOfPatientID).orElse(""))
                        .build();
        var patients = new AtomicInteger();
        archive.find(
                new Search(Level.PATIENT, asked, Set.of(), 2, 0),
                _ -> patients.incrementAndGet() > 0);
        if (patients.get() > 1) {
            throw Identifier.refusal("Patient ID of several issuers: name one");
        }
        var studies = new HashSet<UID>();
        archive.find(
                new Search(Level.STUDY, asked, Set.of(), Search.ALL, 0),
                study -> {
                    study.uid(Tags.StudyInstanceUID).ifPresent(studies::add);
                    return true;
                });
        return studies.isEmpty() ? List.of() : archive.instances(studies, Set.of(), Set.of());
    }

    private StorableInstance storable(ServedInstance instance) {
        var stored = instance.stored();
        return new StorableInstance(
                stored.sopClassUID(),
                stored.sopInstanceUID(),
                stored.transferSyntax(),
                new Source(archive, instance));
    }

    @Override
    public List<StorableInstance> otherwise(StorableInstance instance) {
        if (!(instance.source() instanceof Source source)) {
            return List.of();
        }
        var own = instance.transferSyntax();
        return UNCOMPRESSED.stream()
                .filter(syntax -> !syntax.equals(own) && Reencoded.isPossible(own, syntax))
                .map(syntax ->
                        new StorableInstance(
                                instance.sopClassUID(),
                                instance.sopInstanceUID(),
                                syntax,
                                archive.reencoded(source.instance(), syntax)::openDataSet))
                .toList();
    }

    @Override
    public void ended(
            RetrieveRequest request, List<StorableInstance> instances, RetrieveOutcome outcome) {
        var caller = request.peer().aeTitle().value();
        int done = outcome.subOperations().done();
        var failed = Set.copyOf(outcome.failedSOPInstanceUIDs());
        var failures = new LinkedHashMap<UID, Integer>();
        for (var instance : instances.subList(0, done)) {
            if (instance.source() instanceof Source source) {
                boolean isFailed = failed.contains(instance.sopInstanceUID());
                failures.merge(
                        source.instance().stored().studyInstanceUID(),
                        isFailed ? 1 : 0,
                        Integer::sum);
            }
        }
        failures.forEach((study, count) -> record(caller, study, count, outcome.status()));
    }

    private void record(String caller, UID study, int failures, Status status) {
        disclosures.given(UserName.SYSTEM, caller, study);
        if (failures > 0) {
            disclosures.failed(
                    UserName.SYSTEM,
                    caller,
                    study,
                    "%d objects not sent, %s".formatted(failures, status));
        }
    }
}
