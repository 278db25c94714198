// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.PatientRegister;
import spiders.archive.ViewGrants;
import spiders.archive.lifecycle.BoardNeeds;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.manifest.Manifests;
import spiders.archive.reading.Readings;
import spiders.archive.store.OneNode;
import spiders.rcp.Attendances;
import spiders.rcp.BoardCalendar;
import spiders.rcp.BoardFile;
import spiders.rcp.BoardFileException;
import spiders.rcp.BoardRetention;
import spiders.rcp.Boards;
import spiders.rcp.CaseDiscs;
import spiders.rcp.CaseEvents;
import spiders.rcp.CaseImaging;
import spiders.rcp.CaseImport;
import spiders.rcp.CaseManifests;
import spiders.rcp.CaseStay;
import spiders.rcp.CaseViewing;
import spiders.rcp.Cases;
import spiders.rcp.Deliveries;
import spiders.rcp.Fiches;
import spiders.rcp.Inbound;
import spiders.rcp.Members;
import spiders.rcp.PatientRights;
import spiders.rcp.PreReads;
import spiders.rcp.Preparation;
import spiders.rcp.ReadinessBoard;
import spiders.rcp.Rotas;
import spiders.rcp.delivery.AddressRule;
import spiders.rcp.store.RcpStore;
import spiders.rcp.web.RcpServices;
import spiders.region.Centres;
import spiders.region.SourceDirectory;
import spiders.retrieval.Retrieval;
import spiders.security.Access;
import spiders.security.Audit;
import spiders.security.EmergencyAccess;
import spiders.security.PatientInformation;
import spiders.security.store.CentreTable;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

/** Boards, their sessions and cases. */
@Configuration(proxyBeanMethods = false)
class RcpWiring {

    private static final Duration LOOK_AT_ALL = Duration.ofMinutes(1);
    private static final Duration LAY_OUT = Duration.ofHours(1);
    private static final Duration LOOK_AT_CHANGED = Duration.ofSeconds(5);

    @Bean
    RcpStore rcpStore(DataSource dataSource) {
        return new RcpStore(dataSource);
    }

    /** What searches and transfers tell, the open pages hear. */
    @Bean
    CaseEvents caseEvents(RcpStore store) {
        return new CaseEvents(store);
    }

    /** The boards of the configuration are defined before anybody asks for one. */
    @Bean
    Boards boards(
            RcpStore store,
            Access access,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        var boards = new Boards(store, access, clock);
        var file = new BoardFile(Centres.load());
        for (var path : configuration.boards()) {
            try {
                boards.define(file.read(path));
            } catch (IOException | BoardFileException e) {
                throw new HubStartException("boards %s: %s".formatted(path, e.getMessage()), e);
            }
        }
        return boards;
    }

    @Bean
    BoardCalendar boardCalendar(RcpStore store, Access access, Audit audit, Clock clock) {
        return new BoardCalendar(store, access, audit, clock);
    }

    /** The sessions ahead, on one node of those that share the database. */
    @Bean
    RepeatedJob layingOut(Boards boards, BoardCalendar calendar, DataSource dataSource) {
        var oneNode = new OneNode(dataSource);
        return new RepeatedJob(
                new RepeatedJob.Plan("calendar", Phases.JOBS, LAY_OUT),
                () -> {
                    oneNode.run("calendar", () -> layOut(boards, calendar));
                });
    }

    private static void layOut(Boards boards, BoardCalendar calendar) {
        boards.layOutAhead();
        calendar.layOutAhead();
    }

    @Bean
    Cases cases(
            RcpStore store,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock,
            CentreTable centres) {
        return new Cases(store, patients, access, audit, clock, centres::of);
    }

    @Bean
    CaseImport caseImport(
            RcpStore store,
            Cases cases,
            PatientRegister patients,
            Access access,
            Audit audit,
            Clock clock) {
        return new CaseImport(store, cases, patients, access, audit, clock);
    }

    @Bean
    Members members(RcpStore store, Access access, Audit audit, Clock clock) {
        return new Members(store, access, audit, clock);
    }

    @Bean
    Attendances attendances(RcpStore store, Access access, Audit audit, Clock clock) {
        return new Attendances(store, access, audit, clock);
    }

    @Bean
    Fiches fiches(
            RcpStore store,
            Cases cases,
            Attendances attendances,
            Access access,
            Audit audit,
            Clock clock) {
        return new Fiches(store, cases, attendances, access, audit, clock);
    }

    /** Nothing is sent where no gateway of secure mail is configured. */
    @Bean
    Deliveries deliveries(
            RcpStore store,
            Cases cases,
            Access access,
            Audit audit,
            Clock clock,
            spiders.server.configuration.Configuration configuration) {
        var rule =
                configuration.exchanges().secureMail().stream()
                        .map(gateway -> new AddressRule(gateway.domains()))
                        .findFirst()
                        .orElse(AddressRule.CLOSED);
        return new Deliveries(store, cases, access, audit, clock, rule);
    }

    @Bean
    ReadinessBoard readinessBoard(
            RcpStore store, Cases cases, Access access, Audit audit, Clock clock) {
        return new ReadinessBoard(store, cases, access, audit, clock);
    }

    /** Told of what changes, and asked to look by {@link #preparing} and its like. */
    @Bean
    Preparation preparation(
            RcpStore store,
            Access access,
            Retrieval retrieval,
            SourceDirectory sources,
            CaseEvents events,
            ReadinessBoard board,
            Clock clock) {
        var preparation =
                new Preparation(
                        store,
                        access,
                        retrieval.search(),
                        retrieval.transfers(),
                        sources,
                        clock,
                        board::looked);
        events.listen(preparation);
        return preparation;
    }

    /** Every case, on one node of those that share the database. */
    @Bean
    RepeatedJob preparing(Preparation preparation, DataSource dataSource) {
        var oneNode = new OneNode(dataSource);
        return new RepeatedJob(
                new RepeatedJob.Plan("preparation", Phases.JOBS, LOOK_AT_ALL),
                () -> {
                    oneNode.run("preparation", preparation::lookAtAll);
                });
    }

    /** The cases of which this node was told something. */
    @Bean
    RepeatedJob preparingChanged(Preparation preparation) {
        return new RepeatedJob(
                new RepeatedJob.Plan("preparation-changed", Phases.JOBS, LOOK_AT_CHANGED),
                preparation::lookAtChanged);
    }

    @Bean
    Rotas rotas(RcpStore store, Access access, Audit audit, Clock clock) {
        return new Rotas(store, access, audit, clock);
    }

    /** Saves what radiologists sign beside the images. */
    @Bean
    Readings readings(Archive archive, DataSource dataSource) {
        return new Readings(archive, dataSource);
    }

    @Bean
    PatientRights patientRights(
            PatientRegister patients,
            EmergencyAccess emergencies,
            PatientInformation information,
            RcpStore store,
            Access access) {
        return new PatientRights(patients, emergencies, information, store, access);
    }

    @Bean
    BoardNeeds boardNeeds(Retrieval retrieval, RcpStore store) {
        return new BoardRetention(retrieval.transfers(), store);
    }

    @Bean
    RcpServices rcpServices(
            Boards boards,
            BoardCalendar calendar,
            Cases cases,
            CaseImport imports,
            Inbound inbound,
            Retrieval retrieval,
            ViewGrants grants,
            CaseEvents events,
            Access access,
            SourceDirectory sources,
            LifeCycle lifeCycle,
            Manifests manifests,
            Members members,
            Attendances attendances,
            Fiches fiches,
            Deliveries deliveries,
            ReadinessBoard readiness,
            Rotas rotas,
            Readings readings,
            RcpStore store,
            Audit audit,
            PatientRights rights,
            Clock clock) {
        var imaging =
                new CaseImaging(
                        cases,
                        retrieval.search(),
                        retrieval.decisions(),
                        retrieval.transfers(),
                        access);
        var viewing = new CaseViewing(imaging, grants, access, clock);
        var reading = new PreReads.Parts(store, cases, imaging, readings, grants);
        var preReads = new PreReads(reading, access, audit, clock);
        var stay = new CaseStay(imaging, lifeCycle);
        return new RcpServices(
                boards,
                calendar,
                cases,
                imports,
                inbound,
                imaging,
                new CaseDiscs(cases, retrieval.discs(), access),
                viewing,
                new CaseManifests(imaging, manifests, access),
                stay,
                members,
                attendances,
                fiches,
                deliveries,
                readiness,
                preReads,
                rotas,
                rights,
                events,
                sources);
    }
}
