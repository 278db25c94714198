// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import com.zaxxer.hikari.HikariDataSource;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Disclosures;
import spiders.archive.Origin;
import spiders.archive.PatientRegister;
import spiders.archive.ViewGrants;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.archive.manifest.Manifests;
import spiders.archive.reading.Readings;
import spiders.archive.receiving.Deposits;
import spiders.archive.viewing.Renditions;
import spiders.archive.viewing.Streaming;
import spiders.archive.web.ArchiveRoutes;
import spiders.archive.web.StoreLimits;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.dicom.web.WebOptions;
import spiders.rcp.Attendances;
import spiders.rcp.BoardCalendar;
import spiders.rcp.BoardDefinition;
import spiders.rcp.BoardId;
import spiders.rcp.BoardKind;
import spiders.rcp.BoardMember;
import spiders.rcp.BoardRetention;
import spiders.rcp.BoardType;
import spiders.rcp.Boards;
import spiders.rcp.CaseDiscs;
import spiders.rcp.CaseEvents;
import spiders.rcp.CaseImaging;
import spiders.rcp.CaseImport;
import spiders.rcp.CaseManifests;
import spiders.rcp.CaseRelations;
import spiders.rcp.CaseStay;
import spiders.rcp.CaseViewing;
import spiders.rcp.Cases;
import spiders.rcp.Deliveries;
import spiders.rcp.Fiches;
import spiders.rcp.ImagingWish;
import spiders.rcp.Inbound;
import spiders.rcp.Meeting;
import spiders.rcp.MemberFunction;
import spiders.rcp.Members;
import spiders.rcp.PatientRights;
import spiders.rcp.PreReads;
import spiders.rcp.Preparation;
import spiders.rcp.ReadinessBoard;
import spiders.rcp.Rotas;
import spiders.rcp.delivery.AddressRule;
import spiders.rcp.fiche.DirectoryEntry;
import spiders.rcp.mllp.Hl7Desk;
import spiders.rcp.mllp.Hl7Peer;
import spiders.rcp.quorum.QuorumRule;
import spiders.rcp.store.RcpStore;
import spiders.region.Source;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.region.WebProtection;
import spiders.region.web.PeopleRoutes;
import spiders.retrieval.Retrieval;
import spiders.security.Access;
import spiders.security.AccountCentres;
import spiders.security.Emergency;
import spiders.security.EmergencyAccess;
import spiders.security.EmergencyListener;
import spiders.security.PatientInformation;
import spiders.security.Relations;
import spiders.security.UserName;
import spiders.security.store.AccountTable;
import spiders.security.store.AuditTable;
import spiders.security.store.CentreTable;
import spiders.security.store.TestDatabases;
import spiders.web.Web;
import spiders.web.WebServer;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A hub with boards on a loopback port, over PostgreSQL and the PACS given to it. */
final class RcpServer implements AutoCloseable {

    private static final AddressRule SECURE = new AddressRule(List.of("mssante.fr"));

    private final WebServer web;
    private final Retrieval retrieval;
    private final Archive archive;
    private final HikariDataSource database;
    private final Preparation preparation;
    private final Inbound inbound;
    private final CaseImaging imaging;
    private final Deliveries deliveries;

    private RcpServer(
            WebServer web,
            Retrieval retrieval,
            Archive archive,
            HikariDataSource database,
            Preparation preparation,
            Inbound inbound,
            CaseImaging imaging,
            Deliveries deliveries) {
        this.deliveries = deliveries;
        this.preparation = preparation;
        this.inbound = inbound;
        this.imaging = imaging;
        this.web = web;
        this.retrieval = retrieval;
        this.archive = archive;
        this.database = database;
    }

    /** The hub prepares as if it were so much later, when it no longer leaves a case alone. */
    private static final Duration LATER = Duration.ofMinutes(3);

    private static final List<String> MODULES =
            List.of("web", "region", "archive", "retrieval", "rcp");

    /** A board's studies leave thirty days after it met; nobody's notes are obeyed. */
    private static final LifeCycle.Terms TERMS =
            new LifeCycle.Terms(
                    new RetentionPolicy(
                            new RetentionPolicy.AfterBoard.Leave(Duration.ofDays(30)), List.of()),
                    Duration.ofDays(30),
                    _ -> false);

    static RcpServer start(Path folder, List<Source> sources) throws IOException {
        return start(folder, sources, List.of(thorax()));
    }

    static RcpServer start(Path folder, List<Source> sources, List<BoardDefinition> definitions)
            throws IOException {
        return start(folder, sources, definitions, emptyDatabase());
    }

    /** A new database with the tables that the server needs. */
    static HikariDataSource emptyDatabase() {
        return TestDatabases.fresh("security", "archive", "retrieval", "rcp");
    }

    static RcpServer start(
            Path folder,
            List<Source> sources,
            List<BoardDefinition> definitions,
            HikariDataSource database)
            throws IOException {
        var clock = Clock.systemUTC();
        var rights = Rights.over(database, clock);
        var audit = rights.audit();
        var access = rights.access();
        var store = rights.store();
        var events = new CaseEvents(store);
        var register = new PatientRegister(database, access, audit);
        var archive = new Archive(new ArchiveSettings(folder, "test", 0), database, List.of());
        var directory = new SourceDirectory(sources);
        var retrieval = retrieval(database, rights, register, archive, directory, events);
        var boards = new Boards(store, access, clock);
        boards.define(definitions);
        var cases = new Cases(store, register, access, audit, clock, rights.centres()::of);
        var imaging = imaging(cases, retrieval, access);
        var viewing = viewing(database, imaging, rights, clock);
        var retention = new BoardRetention(retrieval.transfers(), store);
        var lifeCycle = archive.lifeCycle(TERMS, retention, access, audit, clock);
        var manifests =
                new CaseManifests(imaging, manifests(database, register, access, audit), access);
        var attendances = new Attendances(store, access, audit, clock);
        var inbound = new Inbound(store, cases, register, access, audit, clock);
        var readings = new Readings(archive, database);
        var deliveries = new Deliveries(store, cases, access, audit, clock, SECURE);
        var services =
                new RcpServices(
                        boards,
                        new BoardCalendar(store, access, audit, clock),
                        cases,
                        new CaseImport(store, cases, register, access, audit, clock),
                        inbound,
                        imaging,
                        new CaseDiscs(cases, retrieval.discs(), access),
                        viewing,
                        manifests,
                        new CaseStay(imaging, lifeCycle),
                        new Members(store, access, audit, clock),
                        attendances,
                        new Fiches(store, cases, attendances, access, audit, clock),
                        deliveries,
                        new ReadinessBoard(store, cases, access, audit, clock),
                        preReads(cases, imaging, readings, rights, rights.grants(database, clock)),
                        new Rotas(store, access, audit, clock),
                        rights.ofPatients(register),
                        events,
                        directory);
        retrieval.start();
        var people = rights.people(database);
        var pictures = pictures(archive, folder, rights, database);
        var web = web(database, clock, shell -> register(shell, services, people, pictures));
        var preparation = preparation(store, access, retrieval, directory, clock, services);
        events.listen(preparation);
        return new RcpServer(
                web, retrieval, archive, database, preparation, inbound, imaging, deliveries);
    }

    private static WebServer web(HikariDataSource database, Clock clock, Consumer<Web> register) {
        return WebServer.start(database, clock, MODULES, register);
    }

    private static Preparation preparation(
            RcpStore store,
            Access access,
            Retrieval retrieval,
            SourceDirectory directory,
            Clock clock,
            RcpServices services) {
        return new Preparation(
                store,
                access,
                retrieval.search(),
                retrieval.transfers(),
                directory,
                Clock.offset(clock, LATER),
                services.readiness()::looked);
    }

    /** What prepares the cases, when a test asks it to. */
    Preparation preparation() {
        return preparation;
    }

    private static Retrieval retrieval(
            HikariDataSource database,
            Rights rights,
            PatientRegister register,
            Archive archive,
            SourceDirectory directory,
            CaseEvents events) {
        return new Retrieval(
                new Retrieval.Parts(
                        database,
                        rights.access(),
                        rights.audit(),
                        register,
                        archive,
                        directory,
                        connections(),
                        events,
                        events));
    }

    private static PreReads preReads(
            Cases cases, CaseImaging imaging, Readings readings, Rights rights, ViewGrants grants) {
        var parts = new PreReads.Parts(rights.store(), cases, imaging, readings, grants);
        return new PreReads(parts, rights.access(), rights.audit(), Clock.systemUTC());
    }

    private static CaseViewing viewing(
            HikariDataSource database, CaseImaging imaging, Rights rights, Clock clock) {
        var grants = rights.grants(database, clock);
        return new CaseViewing(imaging, grants, rights.access(), clock);
    }

    private static Manifests manifests(
            HikariDataSource database, PatientRegister register, Access access, AuditTable audit) {
        return new Manifests(database, register, access, audit, new AETitle("SPIDERS"));
    }

    private static CaseImaging imaging(Cases cases, Retrieval retrieval, Access access) {
        return new CaseImaging(
                cases, retrieval.search(), retrieval.decisions(), retrieval.transfers(), access);
    }

    /** Who may, over a database. */
    private record Rights(
            AuditTable audit,
            RcpStore store,
            CentreTable centres,
            PatientInformation information,
            EmergencyAccess emergencies,
            Access access) {

        static Rights over(HikariDataSource database, Clock clock) {
            var audit = new AuditTable(database, "test", clock);
            var store = new RcpStore(database);
            var centres = new CentreTable(database);
            var information = new PatientInformation(database, audit, (_, _) -> {}, clock);
            var emergencies =
                    new EmergencyAccess(database, audit, information, new NoNotice(), clock);
            var ties = new CaseRelations(store.members(), centres::of, clock);
            var access = new Access(audit, Relations.all(List.of(ties, emergencies)), information);
            return new Rights(audit, store, centres, information, emergencies, access);
        }

        AccountCentres people(HikariDataSource database) {
            return new AccountCentres(new AccountTable(database), centres, access, audit);
        }

        ViewGrants grants(HikariDataSource database, Clock clock) {
            return new ViewGrants(database, access, audit, clock);
        }

        PatientRights ofPatients(PatientRegister register) {
            return new PatientRights(register, emergencies, information, store, access);
        }
    }

    private record NoNotice() implements EmergencyListener {

        @Override
        public void opened(Emergency emergency) {}

        @Override
        public void ended(Emergency emergency) {}
    }

    private static void register(
            Web web, RcpServices services, AccountCentres people, ArchiveRoutes pictures) {
        pictures.register(web.routes());
        new PeopleRoutes(people, web.pages()).register(web.routes());
        new RcpRoutes(services, web.pages(), web.sse()).register(web.routes());
    }

    /** DICOMweb, for the pictures of pages. */
    private static ArchiveRoutes pictures(
            Archive archive, Path folder, Rights rights, HikariDataSource database)
            throws IOException {
        var clock = Clock.systemUTC();
        var grants = rights.grants(database, clock);
        var renditions = new Renditions(folder.resolve("renditions"), 1 << 20);
        var studies =
                archive.viewing(
                        grants, archive.transcodes(renditions, Streaming.standard()), clock);
        var deposits =
                new Deposits(
                        archive,
                        rights.access(),
                        new Disclosures(rights.audit(), clock),
                        name -> new Origin(name.value(), ""));
        return new ArchiveRoutes(studies, deposits, new StoreLimits(1, 1), new AETitle("SPIDERS"));
    }

    private static SourceConnections connections() {
        return new SourceConnections(
                new AETitle("SPIDERS"),
                NetworkOptions.defaults(),
                WebOptions.DEFAULT,
                WebProtection.of(TLS.none()));
    }

    /** A board that meets every day and wants a recent CT with a prior, and a PET. */
    static BoardDefinition thorax() {
        return thorax(BoardKind.RCP, members());
    }

    /** The same whose rule orders by itself. */
    static BoardDefinition orderingByRule() {
        return thorax(BoardKind.RCP, members(), true);
    }

    /** The same of another kind, with other members. */
    static BoardDefinition thorax(BoardKind kind, List<BoardMember> members) {
        return thorax(kind, members, false);
    }

    private static BoardDefinition thorax(
            BoardKind kind, List<BoardMember> members, boolean orderByRule) {
        return new BoardDefinition(
                new BoardId("thorax"),
                "RCP thoracique",
                "Poumon",
                kind,
                BoardType.STANDARD,
                "Centre Oscar Lambret",
                List.of(
                        new ImagingWish(
                                "TDM thorax-abdomen-pelvis",
                                Set.of("CT"),
                                Set.of("thorax", "chest", "TAP"),
                                3,
                                1),
                        new ImagingWish("TEP", Set.of("PT"), Set.of(), 3, 0),
                        new ImagingWish(
                                "IRM cérébrale",
                                Set.of("MR"),
                                Set.of("brain", "head", "cérébr", "crâne"),
                                3,
                                0)),
                false,
                orderByRule,
                List.of(
                        new Meeting(
                                EnumSet.allOf(DayOfWeek.class),
                                LocalTime.of(23, 59),
                                "Salle 2, visioconférence",
                                Duration.ZERO)),
                members,
                QuorumRule.standard(),
                new DirectoryEntry(
                        "590000000",
                        "1 rue de la Démonstration, 59000 Lille",
                        "59",
                        "RRC TEST",
                        "3C-59",
                        "3C TEST",
                        "RCP-1"));
    }

    /** The people of the demonstration, the doctor as the coordinator. */
    static List<BoardMember> coordinated() {
        return List.of(
                new BoardMember(new UserName("dr.demo"), MemberFunction.COORDINATOR, true),
                new BoardMember(new UserName("secretaire.demo"), MemberFunction.SECRETARY, true),
                new BoardMember(new UserName("radiologue.demo"), MemberFunction.RADIOLOGIST, true));
    }

    /** The people of the demonstration, each in the place of the role. */
    static List<BoardMember> members() {
        return List.of(
                new BoardMember(new UserName("dr.demo"), MemberFunction.PARTICIPANT, true),
                new BoardMember(new UserName("secretaire.demo"), MemberFunction.SECRETARY, true),
                new BoardMember(new UserName("radiologue.demo"), MemberFunction.RADIOLOGIST, true));
    }

    URI address() {
        return web.address();
    }

    /** Who answers HL7 messages of these peers. */
    Hl7Desk desk(List<Hl7Peer> peers) {
        var accounts = new AccountTable(database);
        return new Hl7Desk(
                peers,
                name -> accounts.open(name).map(AccountTable.Account::user),
                inbound,
                imaging,
                Clock.systemUTC());
    }

    Deliveries deliveries() {
        return deliveries;
    }

    Inbound inbound() {
        return inbound;
    }

    WebServer web() {
        return web;
    }

    Archive archive() {
        return archive;
    }

    HikariDataSource database() {
        return database;
    }

    @Override
    public void close() throws IOException {
        web.close();
        retrieval.close();
        archive.close();
        database.close();
    }
}
