// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import static java.util.stream.Collectors.joining;

import spiders.archive.delivery.DeliveryWaits;
import spiders.archive.dimse.AnsweredStatus;
import spiders.archive.dimse.CallerRight;
import spiders.archive.dimse.DimseServices;
import spiders.archive.dimse.RetrieveProvider;
import spiders.archive.notification.AvailabilityNotices;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.FileMeta;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.InformationModels;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.ServerLimits;
import spiders.dicom.net.StorageClasses;
import spiders.dicom.net.TLSProfile;
import spiders.retrieval.query.UsedModels;
import spiders.server.configuration.Configuration.Dicom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Who we are, and what associations are for. */
final class NetworkTables {

    private static final int KIBI = 1 << 10;

    private NetworkTables() {}

    static Map<String, String> all() {
        return Map.ofEntries(
                Map.entry("implementation", implementation()),
                Map.entry("services", services()),
                Map.entry("storage", storage()),
                Map.entry("storage-count", String.valueOf(StorageClasses.standard().size())),
                Map.entry("associations", associations()),
                Map.entry("tls", tls()),
                Map.entry("statuses", statuses()),
                Map.entry("rights", rights()),
                Map.entry("fallback", syntaxes(RetrieveProvider.UNCOMPRESSED)),
                Map.entry("commitment-waits", waits(DeliveryWaits.standard().waits())));
    }

    private static String implementation() {
        return new MarkdownTable("what", "value")
                .add("Implementation Class UID", FileMeta.IMPLEMENTATION_CLASS_UID.value())
                .add("Implementation Version Name", FileMeta.IMPLEMENTATION_VERSION_NAME)
                .add("AE title, unless configured otherwise", Dicom.TITLE.value())
                .add("port, unless configured otherwise", String.valueOf(Dicom.PORT))
                .add("TLS port, where configured", String.valueOf(Dicom.TLS_PORT))
                .toString();
    }

    private static String services() {
        var table = new MarkdownTable("SOP class", "UID", "user (SCU)", "provider (SCP)");
        var users = used();
        var providers = provided();
        Stream.concat(providers.stream(), users.stream())
                .distinct()
                .forEach(uid ->
                        table.add(
                                name(uid),
                                uid.value(),
                                users.contains(uid) ? "yes" : "",
                                providers.contains(uid) ? "yes" : ""));
        return table.toString();
    }

    private static Set<UID> provided() {
        var provided = new LinkedHashSet<UID>();
        provided.add(UIDs.Verification);
        provided.addAll(InformationModels.FIND);
        provided.addAll(InformationModels.MOVE);
        provided.addAll(InformationModels.GET);
        provided.addAll(DimseServices.NORMALIZED);
        return provided;
    }

    private static List<UID> used() {
        return List.of(
                UIDs.Verification,
                UsedModels.FIND,
                UsedModels.MOVE,
                UsedModels.GET,
                AvailabilityNotices.SOP_CLASS);
    }

    private static String storage() {
        var table = new MarkdownTable("SOP class", "UID", "C-GET unasked");
        var usual = StorageClasses.usual();
        for (var uid : StorageClasses.standard()) {
            table.add(name(uid), uid.value(), usual.contains(uid) ? "yes" : "");
        }
        return table.toString();
    }

    private static String associations() {
        var options = NetworkOptions.defaults();
        var limits = ServerLimits.defaults();
        return new MarkdownTable("what", "value")
                .add("application context", "1.2.840.10008.3.1.1.1")
                .add(
                        "presentation contexts in one association",
                        String.valueOf(AssociationRequest.MAX_CONTEXTS))
                .add("maximum PDU length that is announced", bytes(options.maxPDULength()))
                .add("associations at once", number(limits.associations()))
                .add("associations of one calling title", number(limits.associationsPerCaller()))
                .add("connections without an association", number(limits.silentConnections()))
                .add(
                        "stores under way in one association, where negotiated",
                        String.valueOf(AssociationServer.STORES_AT_ONCE))
                .add("wait for a TCP connection", seconds(options.connectTimeout()))
                .add("TLS and A-ASSOCIATE, and ARTIM", seconds(options.associationTimeout()))
                .add("wait for a response", seconds(options.responseTimeout()))
                .add("wait for the next request", seconds(options.idleTimeout()))
                .add("wait for more of a message", seconds(options.readTimeout()))
                .add("wait for the peer to take bytes", seconds(options.writeTimeout()))
                .add("wait for a release", seconds(options.releaseTimeout()))
                .add("an identifier, at most", bytes(options.maxIdentifierLength()))
                .toString();
    }

    private static String tls() {
        var profile = TLSProfile.BCP_195;
        return new MarkdownTable("what", "in order of preference")
                .add("versions", String.join(", ", profile.protocols()))
                .add("cipher suites", MarkdownTable.codes(profile.cipherSuites()))
                .toString();
    }

    private static String statuses() {
        var table = new MarkdownTable("service", "status", "when");
        for (var answer : AnsweredStatus.all()) {
            table.add(
                    answer.service().toString(),
                    "%04X".formatted(answer.status().code()),
                    answer.reason());
        }
        return table.toString();
    }

    private static String rights() {
        return Stream.of(CallerRight.values())
                .map(right -> MarkdownTable.code(right.name().toLowerCase(Locale.ROOT)))
                .collect(joining(", "));
    }

    private static String syntaxes(List<TransferSyntax> syntaxes) {
        return syntaxes.stream().map(TransferSyntax::name).collect(joining(", then "));
    }

    /** Equal ones once, with how often. */
    static String waits(List<Duration> waits) {
        var texts = new ArrayList<String>();
        int i = 0;
        while (i < waits.size()) {
            int same = i;
            while (same < waits.size() && waits.get(same).equals(waits.get(i))) {
                same++;
            }
            var text = seconds(waits.get(i));
            texts.add(same - i == 1 ? text : "%d times %s".formatted(same - i, text));
            i = same;
        }
        return String.join(", ", texts);
    }

    private static String name(UID uid) {
        return Dictionary.name(uid).orElse("");
    }

    private static String seconds(Duration duration) {
        return number(duration.toSeconds()) + " s";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String bytes(int count) {
        return number(count / KIBI) + " KiB";
    }
}
