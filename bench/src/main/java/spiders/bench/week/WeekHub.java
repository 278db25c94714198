// SPDX-License-Identifier: Apache-2.0
package spiders.bench.week;

import com.zaxxer.hikari.HikariDataSource;

import spiders.archive.Archive;
import spiders.archive.ArchivePolicy;
import spiders.archive.ArchiveSettings;
import spiders.archive.PatientRegister;
import spiders.bench.store.CountedQueries;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.dicom.web.WebOptions;
import spiders.rcp.Boards;
import spiders.rcp.CaseEvents;
import spiders.rcp.CaseRelations;
import spiders.rcp.Cases;
import spiders.rcp.Preparation;
import spiders.rcp.ReadinessBoard;
import spiders.rcp.store.RcpStore;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.region.WebProtection;
import spiders.retrieval.Pace;
import spiders.retrieval.Retrieval;
import spiders.retrieval.transfer.TransferPolicy;
import spiders.security.Access;
import spiders.security.Emergency;
import spiders.security.EmergencyAccess;
import spiders.security.EmergencyListener;
import spiders.security.PatientInformation;
import spiders.security.Relations;
import spiders.security.store.AuditTable;
import spiders.security.store.CentreTable;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.Migrations;
import spiders.security.store.PostgresOptions;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The services of a hub that prepare cases, wired as the server wires them, over a PostgreSQL and
 * an archive of their own, on a clock of another pace.
 */
final class WeekHub implements AutoCloseable {

    private static final List<String> MODULES = List.of("security", "archive", "retrieval", "rcp");
    private static final int CONNECTIONS = 32;

    /** On the machine's clock, as the patience of a search is. */
    private static final Duration NETWORK = Duration.ofMillis(800);

    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;
    private final Archive archive;
    private final Retrieval retrieval;
    private final Preparation preparation;
    private final Cases cases;
    private final ReadinessBoard week;
    private final RcpStore store;
    private final CountedQueries queries;

    /** Opens one with these boards; nothing is fetched before it starts. */
    static WeekHub open(Path folder, WeekBoards boards, List<Source> sources, Pace pace)
            throws IOException, InterruptedException {
        return new WeekHub(folder, boards, sources, pace);
    }

    private WeekHub(Path folder, WeekBoards definitions, List<Source> sources, Pace pace)
            throws IOException, InterruptedException {
        postgres =
                EmbeddedPostgres.start(
                        new PostgresOptions(
                                folder.resolve("postgres"), folder.resolve("programs"), false));
        pool = postgres.access().pool(CONNECTIONS);
        MODULES.forEach(module -> Migrations.run(pool, module));
        queries = new CountedQueries(pool);
        var clock = pace.clock();
        var database = queries.database();
        store = new RcpStore(database);
        var audit = new AuditTable(database, "week", clock);
        var centres = new CentreTable(database);
        var information = new PatientInformation(database, audit, (_, _) -> {}, clock);
        var emergencies = new EmergencyAccess(database, audit, information, new NoNotice(), clock);
        var ties = new CaseRelations(store.members(), centres::of, clock);
        var access = new Access(audit, Relations.all(List.of(ties, emergencies)), information);
        var register = new PatientRegister(database, access, audit);
        archive =
                new Archive(
                        new ArchiveSettings(folder.resolve("objects"), "week", 0),
                        ArchivePolicy.DEFAULT,
                        database,
                        List.of(),
                        clock);
        var directory = new SourceDirectory(sources);
        var events = new CaseEvents(store);
        var parts =
                new Retrieval.Parts(
                        database,
                        access,
                        audit,
                        register,
                        archive,
                        directory,
                        connections(),
                        events,
                        events);
        retrieval = new Retrieval(parts, TransferPolicy.DEFAULT, pace);
        new Boards(store, access, clock).define(definitions.definitions());
        cases = new Cases(store, register, access, audit, clock, centres::of);
        week = new ReadinessBoard(store, cases, access, audit, clock);
        preparation =
                new Preparation(
                        store,
                        access,
                        retrieval.search(),
                        retrieval.transfers(),
                        directory,
                        clock,
                        week::looked);
        events.listen(preparation);
    }

    private static SourceConnections connections() {
        var network =
                NetworkOptions.defaults()
                        .withConnectTimeout(NETWORK)
                        .withAssociationTimeout(NETWORK)
                        .withResponseTimeout(NETWORK)
                        .withReadTimeout(NETWORK)
                        .withReleaseTimeout(NETWORK);
        return new SourceConnections(
                new AETitle("SPIDERS"), network, WebOptions.DEFAULT, WebProtection.of(TLS.none()));
    }

    private record NoNotice() implements EmergencyListener {

        @Override
        public void opened(Emergency emergency) {}

        @Override
        public void ended(Emergency emergency) {}
    }

    void start() {
        retrieval.start();
    }

    HikariDataSource database() {
        return pool;
    }

    CountedQueries queries() {
        return queries;
    }

    Archive archive() {
        return archive;
    }

    Retrieval retrieval() {
        return retrieval;
    }

    Preparation preparation() {
        return preparation;
    }

    Cases cases() {
        return cases;
    }

    ReadinessBoard week() {
        return week;
    }

    RcpStore store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        retrieval.close();
        archive.close();
        pool.close();
        postgres.close();
    }
}
