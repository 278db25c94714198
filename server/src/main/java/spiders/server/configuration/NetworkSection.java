// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.archive.dimse.CallerRight;
import spiders.archive.web.StoreLimits;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.security.UserName;
import spiders.server.configuration.Configuration.Answers;
import spiders.server.configuration.Configuration.Caller;
import spiders.server.configuration.Configuration.Destination;
import spiders.server.configuration.Configuration.Dicom;
import spiders.server.configuration.Configuration.DicomTls;
import spiders.server.configuration.Configuration.DicomWeb;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Reads what this hub is in the DICOM network: {@code dicom} and {@code dicomweb}. */
final class NetworkSection {

    private static final int LARGEST = 1_000_000;
    private static final long GIGA = 1L << 30;

    private final Function<String, Path> path;

    /** The path of a file that is named in the configuration. */
    NetworkSection(Function<String, Path> path) {
        this.path = path;
    }

    Dicom read(Section section) {
        var dicom =
                new Dicom(
                        section.value("ae-title", Dicom.TITLE, AETitle::new),
                        section.value("bind", "127.0.0.1", Values::text),
                        section.value("port", Dicom.PORT, Values::port),
                        tls(section.section("tls")),
                        section.list("callers").stream().map(NetworkSection::caller).toList(),
                        section.list("destinations").stream()
                                .map(NetworkSection::destination)
                                .toList(),
                        answers(section));
        section.refuseUnknown();
        return dicom;
    }

    private static Answers answers(Section section) {
        return new Answers(
                section.value(
                        "most-matches",
                        Answers.MOST_MATCHES,
                        text -> Values.number(text, 1, LARGEST)),
                section.value("commit-by-digest", false, Values::flag));
    }

    private List<DicomTls> tls(Section section) {
        if (!section.isWritten()) {
            return List.of();
        }
        var tls =
                new DicomTls(
                        section.value("port", Dicom.TLS_PORT, Values::port),
                        section.required("certificate", path),
                        section.required("key", path),
                        section.required("trust", path));
        section.refuseUnknown();
        return List.of(tls);
    }

    private static Caller caller(Section section) {
        var title = section.required("ae-title", AETitle::new);
        var host = section.required("host", Values::text);
        var may = section.values("may", Values.oneOf(CallerRight.class));
        section.refuseUnknown();
        return new Caller(title, host, may.isEmpty() ? Set.of(CallerRight.STORE) : Set.copyOf(may));
    }

    private static Destination destination(Section section) {
        var destination =
                new Destination(
                        new RemoteNode(
                                section.required("ae-title", AETitle::new),
                                section.required("host", Values::text),
                                section.required("port", text -> Values.number(text, 1, 65_535)),
                                section.value("tls", false, Values::flag)),
                        section.value("notify", false, Values::flag));
        section.refuseUnknown();
        return destination;
    }

    static DicomWeb web(Section section) {
        var issuers = new HashMap<UserName, String>();
        for (var system : section.list("systems")) {
            issuers.put(
                    system.required("account", UserName::new),
                    system.required("issuer", Values::text));
            system.refuseUnknown();
        }
        var standard = StoreLimits.DEFAULT;
        var web =
                new DicomWeb(
                        section.value(
                                "most-objects",
                                standard.objects(),
                                text -> Values.number(text, 1, LARGEST)),
                        section.value(
                                "most-gigabytes",
                                standard.bytes(),
                                text -> Values.number(text, 1, LARGEST) * GIGA),
                        issuers);
        section.refuseUnknown();
        return web;
    }
}
