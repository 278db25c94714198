// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.ArchiveSettings;
import spiders.archive.PatientRegister;
import spiders.archive.ViewGrants;
import spiders.archive.lifecycle.BoardNeeds;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.store.OneNode;
import spiders.archive.viewing.GrantedStudies;
import spiders.security.Access;
import spiders.security.Audit;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

/** Objects, their index, and who may look at them. */
@Configuration(proxyBeanMethods = false)
class ArchiveWiring {

    @Bean
    Archive archive(
            spiders.server.configuration.Configuration configuration, DataSource dataSource) {
        try {
            return new Archive(
                    settings(configuration),
                    configuration.lifeCycle().archive(),
                    dataSource,
                    List.of(),
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new HubStartException("the objects cannot be kept: " + e.getMessage(), e);
        }
    }

    static ArchiveSettings settings(spiders.server.configuration.Configuration configuration) {
        return new ArchiveSettings(
                configuration.objects(), configuration.node(), HealthWiring.DISK_RESERVE_BYTES);
    }

    @Bean
    PatientRegister patients(DataSource dataSource, Access access, Audit audit) {
        return new PatientRegister(dataSource, access, audit);
    }

    @Bean
    ViewGrants viewGrants(DataSource dataSource, Access access, Audit audit, Clock clock) {
        return new ViewGrants(dataSource, access, audit, clock);
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
    LifeCycleJob lifeCycleJob(LifeCycle lifeCycle, DataSource dataSource) {
        return new LifeCycleJob(lifeCycle, new OneNode(dataSource));
    }

    @Bean
    GrantedStudies grantedStudies(Archive archive, ViewGrants grants, Clock clock) {
        return archive.viewing(grants, clock);
    }
}
