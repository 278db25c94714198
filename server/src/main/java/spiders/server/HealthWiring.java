// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.ObjectPlace;
import spiders.archive.notification.AvailabilityNotices;
import spiders.archive.store.VerificationTable;
import spiders.dicom.net.NetworkOptions;
import spiders.retrieval.Retrieval;
import spiders.retrieval.store.OperationQueries;
import spiders.security.Anchoring;
import spiders.security.store.AuditChain;
import spiders.security.store.Migrations;
import spiders.server.backup.store.BackupTable;
import spiders.server.configuration.Configuration.Encryption;
import spiders.server.health.AuditCheckup;
import spiders.server.health.Certificates;
import spiders.server.health.Checkup;
import spiders.server.health.CollectorCheckup;
import spiders.server.health.DiskCheckup;
import spiders.server.health.Health;
import spiders.server.health.JobsCheckup;
import spiders.server.health.LettersCheckup;
import spiders.server.health.NoticesCheckup;
import spiders.server.health.ObjectsCheckup;
import spiders.server.health.PortCheckup;
import spiders.server.health.QuotaCheckup;
import spiders.server.health.RevocationLists;
import spiders.server.health.StoreCheckup;
import spiders.server.health.WorkCheckup;
import spiders.server.health.store.DatabaseCheckup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** Whether the hub can do its work. */
@Configuration(proxyBeanMethods = false)
class HealthWiring {

    /** Below this no object is taken, and the hub says that it is not ready. */
    static final long DISK_RESERVE_BYTES = 1L << 30;

    /** Below this somebody should make room. */
    private static final long DISK_WARNING_BYTES = 10L << 30;

    private static final Duration BACKUP_AGE = Duration.ofDays(7);
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    @Bean
    DiskCheckup disk(spiders.server.configuration.Configuration configuration) {
        return new DiskCheckup(configuration.data(), DISK_RESERVE_BYTES, DISK_WARNING_BYTES);
    }

    @Bean
    Certificates certificates(
            spiders.server.configuration.Configuration configuration, Clock clock) {
        var files = new LinkedHashMap<String, Path>();
        if (configuration.http().encryption() instanceof Encryption.Own own) {
            files.put("http", own.certificate());
        }
        configuration.dicom().tls().forEach(tls -> files.put("dicom", tls.certificate()));
        configuration.collectors().forEach(to -> files.put("audit", to.certificate()));
        return new Certificates(files, clock);
    }

    @Bean
    DatabaseCheckup databaseCheckup(DataSource dataSource, Clock clock) {
        var versions = new LinkedHashMap<String, String>();
        DatabaseWiring.MODULES.forEach(module ->
                Migrations.version(dataSource, module)
                        .ifPresent(version -> versions.put(module, version)));
        return new DatabaseCheckup(dataSource, Map.copyOf(versions), clock);
    }

    @Bean
    WorkCheckup workCheckup(DataSource dataSource, Clock clock) {
        return new WorkCheckup(
                new BackupTable(dataSource),
                new VerificationTable(dataSource),
                new OperationQueries(dataSource),
                BACKUP_AGE,
                clock);
    }

    @Bean
    AuditCheckup auditCheckup(AuditChain chain, Anchoring anchoring, Clock clock) {
        return new AuditCheckup(() -> chain.waiting().oldest(), anchoring::trouble, clock);
    }

    @Bean
    Health health(
            spiders.server.configuration.Configuration configuration,
            DatabaseCheckup database,
            DiskCheckup disk,
            Certificates certificates,
            WorkCheckup work,
            AuditCheckup audit,
            Told told,
            Archive archive,
            DicomDoor dicom,
            Retrieval retrieval,
            AvailabilityNotices notices,
            NetworkOptions network,
            Clock clock) {
        var checkups = new ArrayList<Checkup>(List.of(database, disk, certificates, work, audit));
        checkups.add(new CollectorCheckup(told.collectors(), clock));
        checkups.add(new LettersCheckup(told.letters(), clock));
        checkups.add(new StoreCheckup(archive::condition));
        checkups.add(new QuotaCheckup(archive.quotas()));
        checkups.add(new PortCheckup(configuration.dicom().bind(), dicom::ports));
        checkups.add(new JobsCheckup(retrieval::isWorking));
        checkups.add(new NoticesCheckup(notices::abandonedSince, clock));
        checkups.add(new RevocationLists(network.tls(), clock));
        if (ArchiveWiring.settings(configuration).place()
                instanceof ObjectPlace.Folder(var folder)) {
            checkups.add(new ObjectsCheckup(folder, configuration.node()));
        }
        return new Health(checkups, PATIENCE);
    }
}
