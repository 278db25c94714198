// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.dicom.web.WebOptions;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.region.WebProtection;
import spiders.retrieval.ImagingRequest;
import spiders.retrieval.Retrieval;
import spiders.retrieval.StudyOffer;
import spiders.retrieval.StudySearchResult;
import spiders.retrieval.Transfer;
import spiders.retrieval.TransferListener;
import spiders.retrieval.edge.EdgeArrivals;
import spiders.retrieval.edge.EdgeRegister;
import spiders.retrieval.edge.web.EdgeDoor;
import spiders.retrieval.transfer.TransferPolicy;
import spiders.security.Access;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.Relation;
import spiders.security.Role;
import spiders.security.User;
import spiders.security.UserName;
import spiders.security.store.AuditTable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** A hub with a door for edges, as far as they have to do with it. */
final class EdgeHub implements AutoCloseable {

    static final User CLINICIAN =
            new User(new UserName("dr.demo"), "Dr Demo", Set.of(Role.CLINICIAN));

    private static final TransferPolicy QUICK =
            new TransferPolicy(
                    5,
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofMillis(500),
                    Duration.ofMillis(50));

    final Purpose.BoardSession purpose =
            new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
    final AuditTable audit;
    final Archive archive;
    final Retrieval retrieval;
    final EdgeArrivals arrivals;
    private final LaterClock clock = new LaterClock();
    private final PatientRegister register;
    private final EdgeDoor door;
    private volatile EdgeRegister edges;

    /** Opens one on a database with the tables of security, archive and retrieval. */
    static EdgeHub open(
            DataSource database, Path folder, int port, TLS tls, EdgeRegister edges, Source... its)
            throws IOException {
        return new EdgeHub(database, folder, port, tls, edges, List.of(its));
    }

    private EdgeHub(
            DataSource database,
            Path folder,
            int port,
            TLS tls,
            EdgeRegister edges,
            List<Source> sources)
            throws IOException {
        this.edges = edges;
        audit = new AuditTable(database, "test", Clock.systemUTC());
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        register = new PatientRegister(database, access, audit);
        Files.createDirectories(folder);
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "test", 0),
                        ArchivePolicy.DEFAULT,
                        database,
                        List.of(),
                        Clock.systemUTC());
        var connections =
                new SourceConnections(
                        new AETitle("SPIDERS"),
                        NetworkOptions.defaults(),
                        WebOptions.DEFAULT,
                        WebProtection.of(TLS.none()));
        var parts =
                new Retrieval.Parts(
                        database,
                        access,
                        audit,
                        register,
                        archive,
                        new SourceDirectory(sources),
                        connections,
                        (_, _, _) -> {},
                        new Untold());
        retrieval = new Retrieval(parts, QUICK, clock);
        retrieval.start();
        arrivals = new EdgeArrivals(archive, folder.resolve("pieces"));
        door =
                EdgeDoor.open(
                        new EdgeDoor.Address("127.0.0.1", port),
                        tls,
                        new EdgeDoor.Parts(retrieval.edges(), arrivals, () -> this.edges, audit));
    }

    /** The machine's, moved on by a test that has no time to wait. */
    private static final class LaterClock extends Clock {

        private volatile Duration by = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(by);
        }
    }

    /** Has so much time pass for the transfers and the edges. */
    void later(Duration by) {
        clock.by = clock.by.plus(by);
    }

    private static final class Untold implements TransferListener {

        @Override
        public void changed(Transfer transfer) {}

        @Override
        public void complete(UID studyInstanceUID) {}
    }

    int port() {
        return door.port();
    }

    /** Has other edges, or other sources of them, from now on. */
    void edges(EdgeRegister others) {
        edges = others;
    }

    PatientKey registerElodie() {
        var traits =
                new PatientTraits(
                        "DEMO-MARTIN", "LEFEBVRE", "ÉLODIE ZOÉ", "19790312", Sex.FEMALE, Ins.NONE);
        return register.register(
                CLINICIAN, traits, List.of(new PatientIdentifier("LILLE", "IPP-7")));
    }

    StudySearchResult search(PatientKey patient) throws InterruptedException {
        return retrieval.search().search(CLINICIAN, purpose, ImagingRequest.of(patient));
    }

    /** Searches, and orders every offer that is allowed. */
    List<UUID> searchAndOrder(PatientKey patient) throws InterruptedException {
        var offers = search(patient).offers().stream().filter(StudyOffer::isAllowed).toList();
        return retrieval.transfers().order(CLINICIAN, purpose, patient, offers);
    }

    Transfer transfer(UUID id) {
        return retrieval.transfers().transfer(id).orElseThrow();
    }

    Transfer await(UUID id, Predicate<Transfer> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < end) {
            var transfer = transfer(id);
            if (wanted.test(transfer)) {
                return transfer;
            }
            Thread.sleep(20);
        }
        throw new AssertionError(
                "the transfer stands at %s; attempts %s"
                        .formatted(transfer(id), retrieval.transfers().attempts(id)));
    }

    Transfer awaitFinal(UUID id) throws InterruptedException {
        return await(id, transfer -> transfer.state().isFinal());
    }

    /** Waits until the edge has called. */
    void awaitEdge(String edge) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (retrieval.edges().lastSeen(edge).isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("edge " + edge + " never called");
            }
            Thread.sleep(20);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        retrieval.close();
        archive.close();
    }
}
