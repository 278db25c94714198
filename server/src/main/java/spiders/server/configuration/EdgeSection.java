// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.region.Source;
import spiders.retrieval.edge.EdgeRegister;
import spiders.server.configuration.Configuration.EdgePort;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Reads {@code edges}: the programs at hospitals, and where they call. */
final class EdgeSection {

    private static final int PORT = 8443;
    private static final int SENDERS = 16;

    private final Function<String, Path> path;

    /** The path of a file that is named in the configuration. */
    EdgeSection(Function<String, Path> path) {
        this.path = path;
    }

    /** One or none; a source that names an edge has it in the list. */
    List<EdgePort> read(Section section, List<Source> sources) {
        if (!section.isWritten()) {
            refuseUnknown(section, List.of(), sources);
            return List.of();
        }
        var known = section.list("known").stream().map(EdgeSection::entry).toList();
        var edges =
                new EdgePort(
                        section.value("bind", "127.0.0.1", Values::text),
                        section.value("port", PORT, Values::port),
                        section.required("certificate", path),
                        section.required("key", path),
                        section.required("trust", path),
                        known);
        section.refuseUnknown();
        refuseUnknown(section, known, sources);
        return List.of(edges);
    }

    private static void refuseUnknown(
            Section section, List<EdgeRegister.Entry> known, List<Source> sources) {
        try {
            var _ = new EdgeRegister(known, sources);
        } catch (IllegalArgumentException e) {
            throw section.refusal("edges: " + e.getMessage());
        }
    }

    private static EdgeRegister.Entry entry(Section section) {
        try {
            var entry =
                    new EdgeRegister.Entry(
                            section.required("id", Values::text),
                            section.values("fingerprints", Values::text),
                            section.value("senders", SENDERS, text -> Values.number(text, 1, 32)));
            section.refuseUnknown();
            return entry;
        } catch (IllegalArgumentException e) {
            throw section.refusal("an edge: " + e.getMessage());
        }
    }
}
