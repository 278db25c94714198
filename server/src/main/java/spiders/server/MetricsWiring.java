// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import jakarta.servlet.Filter;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

import spiders.archive.Archive;
import spiders.archive.store.VerificationTable;
import spiders.retrieval.store.OperationQueries;
import spiders.security.store.AnchorTable;
import spiders.security.store.AuditChain;
import spiders.server.backup.store.BackupTable;
import spiders.server.health.Certificates;
import spiders.server.health.DiskCheckup;
import spiders.server.health.Health;

import java.lang.System.Logger.Level;

import javax.sql.DataSource;

/** What is measured, and where it is read. */
@Configuration(proxyBeanMethods = false)
class MetricsWiring {

    private static final System.Logger LOG = System.getLogger(MetricsWiring.class.getName());

    @Bean
    PrometheusMeterRegistry metrics() {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    /** Listens to collections until the hub stops. */
    @Bean
    JvmGcMetrics garbageCollection(PrometheusMeterRegistry registry) {
        var metrics = new JvmGcMetrics();
        metrics.bindTo(registry);
        return metrics;
    }

    @Bean
    Filter doorMetrics(PrometheusMeterRegistry registry) {
        return new DoorMetrics(registry);
    }

    /**
     * A valve, since Tomcat alone knows how many bytes a request had without their being copied.
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> trafficMetrics(
            PrometheusMeterRegistry registry) {
        return factory -> factory.addContextValves(new TrafficMetrics(registry));
    }

    @Bean
    DimseMetrics dimseMetrics(PrometheusMeterRegistry registry) {
        return new DimseMetrics(registry);
    }

    @Bean
    IngestMetrics ingestMetrics(
            PrometheusMeterRegistry registry,
            spiders.server.configuration.Configuration configuration) {
        return new IngestMetrics(registry, configuration.sources());
    }

    @Bean
    OperationMetrics operationMetrics(
            PrometheusMeterRegistry registry,
            DataSource dataSource,
            Health health,
            DiskCheckup disk,
            Certificates certificates,
            Archive archive,
            AuditChain chain,
            Told told,
            spiders.server.configuration.Configuration configuration) {
        return new OperationMetrics(
                registry,
                new OperationMetrics.Parts(
                        health,
                        disk,
                        certificates,
                        new BackupTable(dataSource),
                        new VerificationTable(dataSource),
                        new OperationQueries(dataSource),
                        archive.quotas(),
                        chain,
                        new AnchorTable(dataSource),
                        told.collectors()),
                configuration.sources());
    }

    @Bean
    MetricsServer metricsServer(
            spiders.server.configuration.Configuration configuration,
            PrometheusMeterRegistry registry,
            HikariDataSource dataSource,
            OperationMetrics operation,
            Health health) {
        dataSource.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        return MetricsServer.start(
                configuration.metrics(), () -> scraped(registry, operation), health);
    }

    private static String scraped(PrometheusMeterRegistry registry, OperationMetrics operation) {
        try {
            operation.refresh();
        } catch (DataAccessException e) {
            // The database is away, which the metrics of health say: the others are still read.
            LOG.log(Level.DEBUG, "Transfers are not counted", e);
        }
        return registry.scrape();
    }
}
