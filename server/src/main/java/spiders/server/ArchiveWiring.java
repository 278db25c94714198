// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.Disclosures;
import spiders.archive.Origin;
import spiders.archive.PatientMerges;
import spiders.archive.PatientRegister;
import spiders.archive.ViewGrants;
import spiders.archive.lifecycle.BoardNeeds;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.manifest.Manifests;
import spiders.archive.receiving.Deposits;
import spiders.archive.store.OneNode;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.Renditions;
import spiders.archive.viewing.RenditionsAhead;
import spiders.archive.viewing.StoredQueue;
import spiders.archive.viewing.Transcodes;
import spiders.archive.web.StoreLimits;
import spiders.security.Access;
import spiders.security.Audit;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Objects, their index, and who may look at them. */
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {

    private static final long GIGABYTE = 1L << 30;

    @Bean
    Archive archive(
            spiders.server.configuration.Configuration configuration,
            DataSource dataSource,
            StoredQueue stored,
            IngestMetrics metrics) {
        try {
            return new Archive(
                    settings(configuration),
                    configuration.lifeCycle().archive(),
                    dataSource,
                    List.of(stored, metrics),
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new HubStartException("the objects cannot be kept: " + e.getMessage(), e);
        }
    }

    @Bean
    StoredQueue storedQueue(spiders.server.configuration.Configuration configuration) {
        return new StoredQueue(configuration.streaming().kinds());
    }

    @Bean
    Renditions renditions(spiders.server.configuration.Configuration configuration)
            throws IOException {
        var folder = configuration.data().resolve("renditions");
        return new Renditions(folder, configuration.streaming().gigabytes() * GIGABYTE);
    }

    @Bean
    Transcodes transcodes(
            spiders.server.configuration.Configuration configuration,
            Archive archive,
            Renditions renditions) {
        return archive.transcodes(renditions, configuration.streaming().kinds());
    }

    @Bean
    RenditionsAhead renditionsAhead(Archive archive, StoredQueue stored, Transcodes transcodes) {
        return archive.makeAhead(stored, transcodes);
    }

    static ArchiveSettings settings(spiders.server.configuration.Configuration configuration) {
        return new ArchiveSettings(
                configuration.objects(), configuration.node(), HealthWiring.DISK_RESERVE_BYTES);
    }

    @Bean
    Disclosures disclosures(Audit audit, Clock clock) {
        return new Disclosures(audit, clock);
    }

    /** What systems store by DICOMweb, each in its own domain of Patient IDs. */
    @Bean
    Deposits deposits(
            spiders.server.configuration.Configuration configuration,
            Archive archive,
            Access access,
            Disclosures disclosures) {
        var issuers = configuration.dicomWeb().issuers();
        return new Deposits(
                archive,
                access,
                disclosures,
                name -> new Origin(name.value(), issuers.getOrDefault(name, "")));
    }

    @Bean
    StoreLimits storeLimits(spiders.server.configuration.Configuration configuration) {
        var web = configuration.dicomWeb();
        return new StoreLimits(web.mostObjects(), web.mostBytes());
    }

    @Bean
    PatientRegister patients(DataSource dataSource, Access access, Audit audit) {
        return new PatientRegister(dataSource, access, audit);
    }

    @Bean
    PatientMerges patientMerges(DataSource dataSource, Access access, Audit audit) {
        return new PatientMerges(dataSource, access, audit);
    }

    @Bean
    ViewGrants viewGrants(DataSource dataSource, Access access, Audit audit, Clock clock) {
        return new ViewGrants(dataSource, access, audit, clock);
    }

    @Bean
    Manifests manifests(
            spiders.server.configuration.Configuration configuration,
            DataSource dataSource,
            PatientRegister patients,
            Access access,
            Audit audit) {
        return new Manifests(dataSource, patients, access, audit, configuration.dicom().aeTitle());
    }

    /** From now on rejection notes are obeyed, so it is made before the DICOM door opens. */
    @Bean
    LifeCycle lifeCycle(
            Archive archive,
            BoardNeeds boards,
            spiders.server.configuration.Configuration configuration,
            Access access,
            Audit audit,
            Clock clock)
            throws IOException {
        var decided = configuration.lifeCycle();
        var terms =
                new LifeCycle.Terms(
                        decided.retention(),
                        decided.rejectedFor(),
                        origin -> decided.rejectFrom().contains(origin.name()));
        return archive.lifeCycle(terms, boards, access, audit, clock);
    }

    @Bean
    LifeCycleJob lifeCycleJob(LifeCycle lifeCycle, DataSource dataSource, Renditions renditions) {
        return new LifeCycleJob(lifeCycle, new OneNode(dataSource), renditions);
    }

    @Bean
    GrantedStudies grantedStudies(
            Archive archive, ViewGrants grants, Transcodes transcodes, Clock clock) {
        return archive.viewing(grants, transcodes, clock);
    }
}
