// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.Disclosures;
import spiders.archive.Origin;
import spiders.archive.commitment.CommitmentPolicy;
import spiders.archive.commitment.Commitments;
import spiders.archive.delivery.DeliveryWaits;
import spiders.archive.dimse.CallerRight;
import spiders.archive.dimse.CallerRights;
import spiders.archive.dimse.CommitmentProvider;
import spiders.archive.dimse.DimseServices;
import spiders.archive.dimse.QueryProvider;
import spiders.archive.dimse.RefusedCallers;
import spiders.archive.dimse.RetrieveProvider;
import spiders.archive.dimse.StorageProvider;
import spiders.archive.notification.AvailabilityNotices;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.server.configuration.Configuration.Caller;
import spiders.server.configuration.Configuration.Destination;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/** What this hub is in the DICOM network. */
@Configuration(proxyBeanMethods = false)
class DicomWiring {

    /** Each holds a connection to the database while its caller reads. */
    private static final int SEARCHES_AT_ONCE = 4;

    /** One certificate for both directions: it answers with it, and shows it to sources. */
    @Bean
    NetworkOptions networkOptions(spiders.server.configuration.Configuration configuration) {
        var options = NetworkOptions.defaults();
        try {
            for (var tls : configuration.dicom().tls()) {
                options = options.withTLS(TLS.ofPEM(tls.certificate(), tls.key(), tls.trust()));
            }
        } catch (IOException e) {
            throw new HubStartException("dicom.tls cannot be used: " + e.getMessage(), e);
        }
        return options;
    }

    @Bean
    CallerRights callerRights(
            spiders.server.configuration.Configuration configuration, Disclosures disclosures) {
        var rights = new HashMap<AETitle, Set<CallerRight>>();
        configuration
                .dicom()
                .callers()
                .forEach(caller -> rights.put(caller.aeTitle(), caller.may()));
        return new CallerRights(rights, disclosures);
    }

    /** Started by {@link #deliveryJobs} once the DICOM ports are open. */
    @Bean(destroyMethod = "")
    Commitments commitments(
            spiders.server.configuration.Configuration configuration,
            NetworkOptions options,
            DataSource dataSource,
            Archive archive,
            Disclosures disclosures,
            Clock clock) {
        var addresses = addresses(configuration);
        var parts =
                new Commitments.Parts(
                        dataSource,
                        archive.whole(),
                        disclosures,
                        caller -> Optional.ofNullable(addresses.get(caller)),
                        options);
        var answers = configuration.dicom().answers();
        return new Commitments(
                parts, CommitmentPolicy.standard().readingBytes(answers.commitsByDigest()), clock);
    }

    /** Started by {@link #deliveryJobs} too. */
    @Bean(destroyMethod = "")
    AvailabilityNotices availabilityNotices(
            spiders.server.configuration.Configuration configuration,
            NetworkOptions options,
            DataSource dataSource,
            Disclosures disclosures,
            Clock clock) {
        var dicom = configuration.dicom();
        var told =
                dicom.destinations().stream()
                        .filter(Destination::isNotified)
                        .map(Destination::node)
                        .toList();
        return new AvailabilityNotices(
                new AvailabilityNotices.Parts(
                        dataSource, disclosures, dicom.aeTitle(), told, options),
                DeliveryWaits.standard(),
                clock);
    }

    @Bean
    DeliveryJobs deliveryJobs(Commitments commitments, AvailabilityNotices notices) {
        return new DeliveryJobs(commitments, notices);
    }

    @Bean
    DimseServices dimseServices(
            spiders.server.configuration.Configuration configuration,
            SourceDirectory sources,
            Archive archive,
            CallerRights rights,
            Disclosures disclosures,
            Commitments commitments) {
        var issuers = issuers(sources);
        var answers = configuration.dicom().answers();
        var destinations =
                configuration.dicom().destinations().stream()
                        .map(Destination::node)
                        .collect(Collectors.toMap(RemoteNode::aeTitle, Function.identity()));
        return new DimseServices(
                new StorageProvider(
                        archive,
                        rights,
                        disclosures,
                        caller -> new Origin(caller.value(), issuers.getOrDefault(caller, ""))),
                new QueryProvider(
                        archive.whole(),
                        rights,
                        disclosures,
                        answers.mostMatches(),
                        SEARCHES_AT_ONCE),
                new RetrieveProvider(archive.whole(), rights, disclosures, destinations),
                new CommitmentProvider(commitments, rights));
    }

    @Bean
    RefusedCallers refusedCallers(Disclosures disclosures, Clock clock) {
        return new RefusedCallers(disclosures, clock);
    }

    @Bean
    DicomDoor dicomDoor(
            spiders.server.configuration.Configuration configuration,
            NetworkOptions options,
            DimseServices services,
            RefusedCallers refused,
            DimseMetrics metrics) {
        var dicom = configuration.dicom();
        var plan =
                AssociationServer.builder(dicom.aeTitle())
                        .bind(dicom.bind())
                        .port(dicom.port())
                        .options(options)
                        .listener(refused.and(metrics))
                        .callers(callers(configuration));
        dicom.tls().forEach(tls -> plan.tlsPort(tls.port()));
        return new DicomDoor(services.serve(plan));
    }

    /** Where systems are reached: as destinations, or as sources. */
    private static Map<AETitle, RemoteNode> addresses(
            spiders.server.configuration.Configuration configuration) {
        var addresses = new HashMap<AETitle, RemoteNode>();
        configuration.sources().stream()
                .flatMap(source -> source.node().stream())
                .forEach(node -> addresses.put(node.aeTitle(), node));
        configuration.dicom().destinations().stream()
                .map(Destination::node)
                .forEach(node -> addresses.put(node.aeTitle(), node));
        return addresses;
    }

    /** A source may call, to deliver what it was asked to move; so may those named besides. */
    private static Callers callers(spiders.server.configuration.Configuration configuration) {
        var callers = new ArrayList<AllowedCaller>();
        for (Caller caller : configuration.dicom().callers()) {
            callers.add(new AllowedCaller(caller.aeTitle(), caller.host()));
        }
        configuration.sources().stream()
                .filter(Source::enabled)
                .flatMap(source -> source.node().stream())
                .map(node -> new AllowedCaller(node.aeTitle(), node.host()))
                .forEach(callers::add);
        return Callers.only(callers);
    }

    /** In which domain the Patient IDs of a source's objects are. */
    private static Map<AETitle, String> issuers(SourceDirectory sources) {
        return sources.all().stream()
                .filter(source -> source.node().isPresent())
                .collect(
                        Collectors.toMap(
                                source -> source.node().orElseThrow().aeTitle(),
                                Source::issuer,
                                (first, _) -> first));
    }
}
