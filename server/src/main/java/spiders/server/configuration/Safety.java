// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.ObjectPlace;
import spiders.archive.dimse.CallerRight;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.Source;
import spiders.region.WebTrust;
import spiders.security.OidcProvider;
import spiders.server.configuration.Configuration.Anchors;
import spiders.server.configuration.Configuration.Database;
import spiders.server.configuration.Configuration.Dicom;
import spiders.server.configuration.Configuration.Encryption;
import spiders.server.configuration.Configuration.Mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses combinations that are each well-formed and together put patients' data at risk. */
final class Safety {

    private Safety() {}

    static void check(Configuration configuration) {
        checkHttp(configuration);
        checkMetrics(configuration);
        checkDatabase(configuration);
        checkDicom(configuration);
        Hl7Section.check(configuration);
        checkSources(configuration);
        checkIdentity(configuration);
        checkAnchors(configuration);
        mails(configuration).forEach(Safety::checkMail);
        trusted(configuration).forEach(Safety::checkTrust);
        secrets(configuration).forEach(Safety::checkSecret);
    }

    private static void checkHttp(Configuration configuration) {
        var http = configuration.http();
        boolean open = !http.isLoopback();
        if (open && http.encryption() instanceof Encryption.None) {
            refuse(
                    ("http.bind %s is reachable from other machines without encryption: give"
                                    + " http.tls, or http.behind-proxy where a proxy encrypts")
                            .formatted(http.bind()));
        }
        boolean reachable = open || http.encryption() instanceof Encryption.Proxy;
        if (reachable && configuration.demoAccounts()) {
            refuse(
                    "demo-accounts have known passwords and are for the loopback alone, not for %s"
                            .formatted(http.bind()));
        }
    }

    private static void checkMetrics(Configuration configuration) {
        var bind = configuration.metrics().bind();
        if (bind.equals("0.0.0.0") || bind.equals("::")) {
            refuse(
                    "metrics.bind %s answers everybody without a password: name one address"
                            .formatted(bind));
        }
    }

    private static void checkDatabase(Configuration configuration) {
        if (!(configuration.database() instanceof Database.External external)) {
            return;
        }
        var url = external.url();
        if (!url.startsWith("jdbc:postgresql:")) {
            refuse("database.url %s is not one of PostgreSQL (jdbc:postgresql://…)".formatted(url));
        }
        if (url.contains("password=")) {
            refuse("database.url holds a password: move it to database.password-file");
        }
        boolean local = url.matches("jdbc:postgresql://(localhost|127\\.[0-9.]+|\\[::1])[:/].*");
        if (!local && !url.matches(".*[?&]sslmode=verify-(ca|full).*")) {
            refuse("database.url leaves this machine unproven: add sslmode=verify-full");
        }
    }

    private static void checkDicom(Configuration configuration) {
        var dicom = configuration.dicom();
        if (!Addresses.isLoopback(dicom.bind())
                && dicom.callers().isEmpty()
                && configuration.sources().isEmpty()) {
            refuse(
                    "dicom.bind %s is open to others and nobody may call: name dicom.callers"
                            .formatted(dicom.bind()));
        }
        checkTitles(dicom);
        for (var caller : dicom.callers()) {
            if (caller.host().equals("*") || caller.host().equals("0.0.0.0")) {
                refuse("The caller %s must come from one host".formatted(caller.aeTitle().value()));
            }
        }
    }

    /** A title is asked for by no more than its name: it means one thing. */
    private static void checkTitles(Dicom dicom) {
        var rights = new HashMap<AETitle, Set<CallerRight>>();
        for (var caller : dicom.callers()) {
            var before = rights.putIfAbsent(caller.aeTitle(), caller.may());
            if (before != null && !before.equals(caller.may())) {
                refuse(
                        "The caller %s may different things from different hosts"
                                .formatted(caller.aeTitle().value()));
            }
        }
        var destinations = new HashSet<AETitle>();
        for (var one : dicom.destinations()) {
            var destination = one.node();
            if (!destinations.add(destination.aeTitle())) {
                refuse(
                        "The destination %s has two addresses"
                                .formatted(destination.aeTitle().value()));
            }
            if (destination.tls() && dicom.tls().isEmpty()) {
                refuse(
                        "The destination %s is to be reached over TLS: give dicom.tls"
                                .formatted(destination.aeTitle().value()));
            }
        }
    }

    private static void checkSources(Configuration configuration) {
        for (var source : configuration.sources()) {
            boolean wantsTLS =
                    source.enabled() && source.node().filter(RemoteNode::tls).isPresent();
            if (wantsTLS && configuration.dicom().tls().isEmpty()) {
                refuse(
                        "The source %s is to be reached over TLS: give dicom.tls"
                                .formatted(source.id()));
            }
        }
    }

    /** Where a provider sends browsers is not left to what a request says of itself. */
    private static void checkIdentity(Configuration configuration) {
        var identity = configuration.identity();
        boolean isReachable =
                !configuration.http().isLoopback()
                        || configuration.http().encryption() instanceof Encryption.Proxy;
        if (!identity.oidc().isEmpty() && identity.address().isEmpty() && isReachable) {
            refuse("identity.oidc needs identity.address: what browsers call this hub");
        }
        if (isReachable && identity.address().startsWith("http:")) {
            refuse("identity.address %s is not https".formatted(identity.address()));
        }
    }

    private static void checkAnchors(Configuration configuration) {
        if (configuration.anchors() instanceof Anchors.Signed signed
                && Files.notExists(signed.keyFile())) {
            refuse(
                    "audit.anchors.key-file %s is not there: ./spiders audit new-key makes one"
                            .formatted(signed.keyFile()));
        }
    }

    private static List<Mail> mails(Configuration configuration) {
        var mails = new ArrayList<>(configuration.mail());
        configuration.exchanges().secureMail().forEach(gateway -> mails.add(gateway.server()));
        return mails;
    }

    private static void checkMail(Mail mail) {
        if (mail.protection() == Mail.Protection.NONE && !mail.isLoopback()) {
            refuse(
                    "A mail server needs a protection: %s is not this machine"
                            .formatted(mail.host()));
        }
    }

    private static List<Path> trusted(Configuration configuration) {
        var files = new ArrayList<Path>();
        configuration.dicom().tls().forEach(tls -> files.add(tls.trust()));
        configuration.edges().forEach(edges -> files.add(edges.trust()));
        configuration.collectors().forEach(collector -> files.add(collector.trust()));
        mails(configuration).forEach(mail -> files.addAll(mail.trust()));
        if (configuration.objects() instanceof ObjectPlace.Bucket bucket
                && bucket.trust() instanceof ObjectPlace.Trust.OfFile(var authorities)) {
            files.add(authorities);
        }
        configuration.identity().oidc().stream()
                .map(OidcProvider::trust)
                .filter(OidcProvider.Trust.OfFile.class::isInstance)
                .map(OidcProvider.Trust.OfFile.class::cast)
                .forEach(file -> files.add(file.authorities()));
        configuration.sources().stream()
                .map(Source::webTrust)
                .filter(WebTrust.OfFile.class::isInstance)
                .map(WebTrust.OfFile.class::cast)
                .forEach(file -> files.add(file.authorities()));
        return files;
    }

    /** Who writes there says whom we believe. */
    private static void checkTrust(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_WRITE)) {
                refuse(
                        "The trust file %s can be changed by everybody on this machine: chmod 644"
                                .formatted(file));
            }
        } catch (IOException e) {
            throw new ConfigurationException("The trust file cannot be read: " + e);
        }
    }

    private static List<Path> secrets(Configuration configuration) {
        var secrets = new ArrayList<Path>();
        if (configuration.http().encryption() instanceof Encryption.Own own) {
            secrets.add(own.key());
        }
        if (configuration.database() instanceof Database.External external) {
            secrets.add(external.passwordFile());
        }
        configuration.dicom().tls().forEach(tls -> secrets.add(tls.key()));
        configuration.edges().forEach(edges -> secrets.add(edges.key()));
        secrets.addAll(configuration.identity().keyFile());
        configuration.identity().oidc().forEach(oidc -> secrets.add(oidc.client().secretFile()));
        configuration.collectors().forEach(collector -> secrets.add(collector.key()));
        mails(configuration).stream()
                .flatMap(mail -> mail.login().stream())
                .forEach(login -> secrets.add(login.passwordFile()));
        if (configuration.objects() instanceof ObjectPlace.Bucket bucket) {
            secrets.add(bucket.keys().accessKeyFile());
            secrets.add(bucket.keys().secretKeyFile());
        }
        if (configuration.anchors() instanceof Anchors.Signed signed) {
            secrets.add(signed.keyFile());
        }
        return secrets;
    }

    private static void checkSecret(Path file) {
        try {
            if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                refuse(
                        "The secret %s can be read by everybody on this machine: chmod 600"
                                .formatted(file));
            }
        } catch (IOException e) {
            throw new ConfigurationException("The secret cannot be read: " + e);
        }
    }

    private static void refuse(String reason) {
        throw new ConfigurationException(reason);
    }
}
