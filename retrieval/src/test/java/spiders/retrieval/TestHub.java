// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.Ins;
import spiders.archive.Origin;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;
import spiders.archive.dimse.StorageProvider;
import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;
import spiders.dicom.web.WebOptions;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.region.WebProtection;
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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import javax.sql.DataSource;

/** A hub of this module and those below it: archive, register, storage service, retrieval. */
final class TestHub implements AutoCloseable {

    static final AETitle TITLE = new AETitle("SPIDERS");
    static final User CLINICIAN =
            new User(new UserName("dr.demo"), "Dr Demo", Set.of(Role.CLINICIAN));
    static final User SECRETARY =
            new User(new UserName("sec.demo"), "Secrétaire Demo", Set.of(Role.SECRETARY));
    static final User ADMINISTRATOR =
            new User(new UserName("admin.demo"), "Admin", Set.of(Role.ADMINISTRATOR));

    /** Quick to try again, quick to give up. */
    static final TransferPolicy QUICK =
            new TransferPolicy(
                    3,
                    Duration.ofMillis(200),
                    Duration.ofMillis(400),
                    Duration.ofMillis(500),
                    Duration.ofMillis(50));

    private static final int NO_RESERVE = 0;

    final Purpose.BoardSession purpose =
            new Purpose.BoardSession(UUID.randomUUID(), UUID.randomUUID());
    final List<SourceAnswer> heard = new CopyOnWriteArrayList<>();
    final List<Transfer> told = new CopyOnWriteArrayList<>();
    final List<UID> complete = new CopyOnWriteArrayList<>();
    final AuditTable audit;
    final PatientRegister register;
    final Archive archive;
    final Retrieval retrieval;
    private final AssociationServer storage;

    /** Opens a hub on a database with the tables of security, archive and retrieval. */
    static TestHub open(DataSource database, Path folder, int port, Source... sources)
            throws IOException {
        return new TestHub(database, folder, port, NO_RESERVE, TLS.none(), List.of(sources));
    }

    /** One whose archive keeps objects and quotas as a site has decided. */
    static TestHub open(DataSource database, Path folder, int port, Site site, Source... sources)
            throws IOException {
        var pace = Pace.of(Clock.systemUTC());
        return new TestHub(database, folder, port, site, TLS.none(), pace, List.of(sources));
    }

    /** One whose waits are those of another clock. */
    static TestHub open(DataSource database, Path folder, int port, Pace pace, Source... sources)
            throws IOException {
        var settings = new ArchiveSettings(folder, "test", NO_RESERVE);
        var site = new Site(settings, ArchivePolicy.DEFAULT);
        return new TestHub(database, folder, port, site, TLS.none(), pace, List.of(sources));
    }

    /** Where objects are, and what is taken in. */
    record Site(ArchiveSettings settings, ArchivePolicy policy) {}

    TestHub(DataSource database, Path folder, int port, long reserve, TLS tls, List<Source> sources)
            throws IOException {
        this(
                database,
                folder,
                port,
                new Site(new ArchiveSettings(folder, "test", reserve), ArchivePolicy.DEFAULT),
                tls,
                Pace.of(Clock.systemUTC()),
                sources);
    }

    private TestHub(
            DataSource database,
            Path folder,
            int port,
            Site site,
            TLS tls,
            Pace pace,
            List<Source> sources)
            throws IOException {
        audit = new AuditTable(database, "test", Clock.systemUTC());
        var access = new Access(audit, (_, _) -> EnumSet.allOf(Relation.class), _ -> Set.of());
        register = new PatientRegister(database, access, audit);
        Files.createDirectories(folder);
        archive =
                new Archive(site.settings(), site.policy(), database, List.of(), Clock.systemUTC());
        var provider = new StorageProvider(archive, audit, TestHub::origin);
        var network =
                NetworkOptions.defaults().withResponseTimeout(Duration.ofSeconds(5)).withTLS(tls);
        var plan =
                provider.serve(AssociationServer.builder(TITLE))
                        .bind("127.0.0.1")
                        .options(network)
                        .callers(Callers.any());
        storage = (tls.isAvailable() ? plan.tlsPort(port) : plan.port(port)).start();
        var protection = WebProtection.load(tls, sources);
        var connections = new SourceConnections(TITLE, network, WebOptions.DEFAULT, protection);
        var parts =
                new Retrieval.Parts(
                        database,
                        access,
                        audit,
                        register,
                        archive,
                        new SourceDirectory(sources),
                        connections,
                        (_, _, answer) -> heard.add(answer),
                        new Told());
        retrieval = new Retrieval(parts, QUICK, pace);
        retrieval.start();
    }

    /** Keeps what it is told. */
    private final class Told implements TransferListener {

        @Override
        public void changed(Transfer transfer) {
            told.add(transfer);
        }

        @Override
        public void complete(UID studyInstanceUID) {
            complete.add(studyInstanceUID);
        }
    }

    private static Origin origin(AETitle caller) {
        return new Origin(caller.value(), "LILLE");
    }

    /** Where our storage service is reached. */
    RemoteNode node() {
        return new RemoteNode(TITLE, "127.0.0.1", storage.port().orElseThrow(), false);
    }

    /** Registers the synthetic patient, known by these identifiers. */
    PatientKey registerElodie(PatientIdentifier... identifiers) {
        var traits =
                new PatientTraits(
                        "DEMO-MARTIN", "LEFEBVRE", "ÉLODIE ZOÉ", "19790312", Sex.FEMALE, Ins.NONE);
        return register.register(CLINICIAN, traits, List.of(identifiers));
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

    /** Waits until the transfer is as wanted. */
    Transfer await(UUID id, Predicate<Transfer> wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        var seen = new ArrayList<Transfer>();
        while (System.nanoTime() < end) {
            var transfer = transfer(id);
            if (wanted.test(transfer)) {
                return transfer;
            }
            if (seen.isEmpty() || !seen.getLast().equals(transfer)) {
                seen.add(transfer);
            }
            Thread.sleep(20);
        }
        throw new AssertionError(
                "after 60 s the transfer stands at %s; attempts %s"
                        .formatted(seen, retrieval.transfers().attempts(id)));
    }

    Transfer awaitFinal(UUID id) throws InterruptedException {
        return await(id, transfer -> transfer.state().isFinal());
    }

    @Override
    public void close() throws IOException {
        retrieval.close();
        storage.close();
        archive.close();
    }
}
