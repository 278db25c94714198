// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import spiders.archive.Archive;
import spiders.archive.Origin;
import spiders.archive.dimse.StorageProvider;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AllowedCaller;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.TLS;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.security.Audit;
import spiders.server.configuration.Configuration.Caller;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Map;
import java.util.stream.Collectors;

/** What this hub is in the DICOM network. */
@Configuration(proxyBeanMethods = false)
class DicomWiring {

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
    DicomDoor dicomDoor(
            spiders.server.configuration.Configuration configuration,
            NetworkOptions options,
            SourceDirectory sources,
            Archive archive,
            Audit audit) {
        var dicom = configuration.dicom();
        var issuers = issuers(sources);
        var storage =
                new StorageProvider(
                        archive,
                        audit,
                        caller -> new Origin(caller.value(), issuers.getOrDefault(caller, "")));
        var plan =
                AssociationServer.builder(dicom.aeTitle())
                        .bind(dicom.bind())
                        .port(dicom.port())
                        .options(options)
                        .callers(callers(configuration));
        dicom.tls().forEach(tls -> plan.tlsPort(tls.port()));
        return new DicomDoor(storage.serve(plan));
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
