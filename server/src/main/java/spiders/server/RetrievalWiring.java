// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.PatientRegister;
import spiders.archive.notification.AvailabilityNotices;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.web.WebOptions;
import spiders.rcp.CaseEvents;
import spiders.region.SourceConnections;
import spiders.region.SourceDirectory;
import spiders.region.SourceEcho;
import spiders.region.WebProtection;
import spiders.retrieval.Retrieval;
import spiders.retrieval.edge.EdgeArrivals;
import spiders.retrieval.edge.EdgeRegister;
import spiders.retrieval.edge.web.EdgeDoor;
import spiders.security.Access;
import spiders.security.Audit;

import java.io.IOException;

import javax.sql.DataSource;

/** One question to every PACS, and transfers that outlive the process. */
@Configuration(proxyBeanMethods = false)
class RetrievalWiring {

    @Bean
    SourceDirectory sources(spiders.server.configuration.Configuration configuration) {
        return new SourceDirectory(configuration.sources());
    }

    @Bean
    SourceConnections connections(
            spiders.server.configuration.Configuration configuration, NetworkOptions network) {
        WebProtection protection;
        try {
            protection = WebProtection.load(network.tls(), configuration.sources());
        } catch (IOException e) {
            throw new HubStartException("dicomweb-trust cannot be used: " + e.getMessage(), e);
        }
        return new SourceConnections(
                configuration.dicom().aeTitle(), network, WebOptions.DEFAULT, protection);
    }

    @Bean
    SourceEcho sourceEcho(
            Access access,
            Audit audit,
            SourceDirectory sources,
            SourceConnections connections,
            Retrieval retrieval) {
        return new SourceEcho(access, audit, sources, connections, retrieval.edges()::echo);
    }

    /** Closed by {@link #transferJobs}, before what it stands on. */
    @Bean(destroyMethod = "")
    Retrieval retrieval(
            DataSource dataSource,
            Access access,
            Audit audit,
            PatientRegister patients,
            Archive archive,
            SourceDirectory sources,
            SourceConnections connections,
            CaseEvents events,
            AvailabilityNotices notices) {
        return new Retrieval(
                new Retrieval.Parts(
                        dataSource,
                        access,
                        audit,
                        patients,
                        archive,
                        sources,
                        connections,
                        events,
                        new TransferEvents(events, notices)));
    }

    /** The port at which edges call: open as long as transfers run. */
    @Bean
    SmartLifecycle edgeJobs(
            spiders.server.configuration.Configuration configuration,
            Retrieval retrieval,
            Archive archive,
            Audit audit) {
        var place = configuration.data().resolve("edge-pieces");
        return new EdgePhase(
                configuration.edges(),
                () -> {
                    var register =
                            new EdgeRegister(
                                    configuration.edges().getFirst().known(),
                                    configuration.sources());
                    return new EdgeDoor.Parts(
                            retrieval.edges(),
                            new EdgeArrivals(archive, place),
                            () -> register,
                            audit);
                });
    }

    /** Takes up what was not ended once the DICOM port is open, through which it arrives. */
    @Bean
    SmartLifecycle transferJobs(Retrieval retrieval) {
        return new Jobs(retrieval);
    }

    /** Started after the DICOM door and stopped before it. */
    private static final class Jobs implements SmartLifecycle {

        private final Retrieval retrieval;
        private volatile boolean running;

        Jobs(Retrieval retrieval) {
            this.retrieval = retrieval;
        }

        @Override
        public void start() {
            retrieval.start();
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            retrieval.close();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return Phases.JOBS;
        }
    }
}
