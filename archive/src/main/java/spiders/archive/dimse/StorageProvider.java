// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Archive;
import spiders.archive.Disclosures;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.archive.Refusal;
import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.EchoHandler;
import spiders.dicom.net.Status;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.StoreHandler;
import spiders.dicom.net.StoreOrigin;
import spiders.dicom.net.StoreRequest;
import spiders.security.Audit;
import spiders.security.UserName;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;

/**
 * C-STORE into the archive: success is answered when the object is on disk and in the index (PS3.4
 * section B.2.3). Called by many associations at once.
 */
public final class StorageProvider implements StoreHandler {

    /** A warning: stored, and not shown before a person has chosen. */
    static final Status KEPT_APART = Status.of(0xB000);

    private final Archive archive;
    private final CallerRights rights;
    private final Disclosures disclosures;
    private final Function<AETitle, Origin> origins;

    /**
     * Stores for callers that may.
     *
     * @param origins what a caller's objects come from, its domain of Patient IDs above all
     */
    public StorageProvider(
            Archive archive,
            CallerRights rights,
            Disclosures disclosures,
            Function<AETitle, Origin> origins) {
        this.archive = archive;
        this.rights = rights;
        this.disclosures = disclosures;
        this.origins = origins;
    }

    /** Stores for whoever the server lets in. */
    public StorageProvider(Archive archive, Audit audit, Function<AETitle, Origin> origins) {
        this(archive, new Disclosures(audit, Clock.systemUTC()), origins);
    }

    private StorageProvider(
            Archive archive, Disclosures disclosures, Function<AETitle, Origin> origins) {
        this(archive, new CallerRights(Map.of(), disclosures), disclosures, origins);
    }

    /** Has a server answer C-ECHO, and C-STORE of every storage class, by this. */
    public AssociationServer.Builder serve(AssociationServer.Builder server) {
        return server.echoing(EchoHandler.ALWAYS).storing(StorageClasses::isStandard, this);
    }

    @Override
    public Status store(StoreRequest request, InputStream dataSet) throws IOException {
        var caller = request.peer().aeTitle();
        rights.require(request.peer(), CallerRight.STORE);
        try {
            var outcome =
                    archive.ingest(
                            origins.apply(caller),
                            request.sopClassUID(),
                            request.sopInstanceUID(),
                            request.transferSyntax(),
                            dataSet);
            return switch (outcome) {
                case Ingested.Stored(StoredInstance instance) -> {
                    record(request, instance.studyInstanceUID());
                    yield Status.SUCCESS;
                }
                case Ingested.AlreadyThere(StoredInstance _) -> Status.SUCCESS;
                case Ingested.KeptApart(StoredInstance _) ->
                        KEPT_APART.withComment("Kept apart: its UID is stored with other content");
                case Ingested.Refused(Refusal reason, String message) ->
                        status(reason).withComment(message);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The archive is closing");
        }
    }

    /** PS3.4 table B.2-1. */
    static Status status(Refusal reason) {
        return switch (reason) {
            case OUT_OF_SPACE, OVER_QUOTA, UNAVAILABLE -> Status.OUT_OF_RESOURCES;
            case MISMATCHED -> Status.of(0xA900);
            case MALFORMED, TRUNCATED -> Status.CANNOT_UNDERSTAND;
            case DIFFERS -> Status.of(0xC001);
            case OTHER_PATIENT -> Status.of(0xC002);
            case REJECTED -> Status.of(0xC003);
        };
    }

    /** A study that comes unasked is recorded; one that was moved here is a transfer's. */
    private void record(StoreRequest request, UID study) {
        if (request.origin() instanceof StoreOrigin.Direct) {
            disclosures.received(
                    UserName.SYSTEM, "from " + request.peer().aeTitle().value(), study);
        }
    }
}
