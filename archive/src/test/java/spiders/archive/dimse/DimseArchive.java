// SPDX-License-Identifier: Apache-2.0
package spiders.archive.dimse;

import spiders.archive.Archive;
import spiders.archive.Disclosures;
import spiders.archive.Origin;
import spiders.archive.commitment.CommitmentPolicy;
import spiders.archive.commitment.Commitments;
import spiders.archive.delivery.DeliveryWaits;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.security.Audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** Every DIMSE service of an archive, on a loopback port, for tests. */
public final class DimseArchive implements AutoCloseable {

    public static final AETitle TITLE = new AETitle("SPIDERS");

    /** May do everything. */
    public static final AETitle STATION = new AETitle("STATION");

    /** May store, as whoever nothing is said of. */
    public static final AETitle MODALITY = new AETitle("MODALITY");

    public static final int MOST_MATCHES = 50;

    /** Waits as short as tests need. */
    private static final CommitmentPolicy POLICY =
            new CommitmentPolicy(
                    true, new DeliveryWaits(Collections.nCopies(40, Duration.ofMillis(250))));

    private final Commitments commitments;
    private final AssociationServer server;

    /** Serves the archive; who made that closes it. */
    public DimseArchive(
            Archive archive, DataSource database, Audit audit, RemoteNode... destinations)
            throws IOException {
        var disclosures = new Disclosures(audit, Clock.systemUTC());
        Set<CallerRight> all = EnumSet.allOf(CallerRight.class);
        var rights =
                new CallerRights(Map.of(STATION, all, new AETitle("ORTHANC"), all), disclosures);
        var known =
                Arrays.stream(destinations)
                        .collect(Collectors.toMap(RemoteNode::aeTitle, Function.identity()));
        var whole = archive.whole();
        commitments =
                new Commitments(
                        new Commitments.Parts(
                                database,
                                whole,
                                disclosures,
                                caller -> Optional.ofNullable(known.get(caller)),
                                NetworkOptions.defaults()),
                        POLICY,
                        Clock.systemUTC());
        var services =
                new DimseServices(
                        new StorageProvider(
                                archive,
                                rights,
                                disclosures,
                                caller -> new Origin(caller.value(), "CHU-ANGERS")),
                        new QueryProvider(whole, rights, disclosures, MOST_MATCHES, 2),
                        new RetrieveProvider(whole, rights, disclosures, known),
                        new CommitmentProvider(commitments, rights));
        server =
                services.serve(AssociationServer.builder(TITLE))
                        .callers(Callers.only(List.of(at(STATION), at(MODALITY), at(ORTHANC))))
                        .listener(new RefusedCallers(disclosures, Clock.systemUTC()))
                        .port(0)
                        .start();
        commitments.start();
    }

    private static final AETitle ORTHANC = new AETitle("ORTHANC");

    private static AllowedCaller at(AETitle title) {
        return new AllowedCaller(title, "127.0.0.1");
    }

    public Commitments commitments() {
        return commitments;
    }

    public RemoteNode node() {
        return new RemoteNode(TITLE, "127.0.0.1", server.port().orElseThrow(), false);
    }

    public String port() {
        return Integer.toString(server.port().orElseThrow());
    }

    @Override
    public void close() {
        server.close();
        commitments.close();
    }
}
