// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.server.configuration.Configuration.Anchors;
import spiders.server.configuration.Configuration.Collector;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Reads {@code audit}: with what its chain is anchored, and where, and whom it is sent to. */
final class AuditSection {

    /** The port of syslog over TLS (RFC 5425 section 4.1). */
    private static final int SYSLOG_TLS = 6514;

    private static final Duration EVERY = Duration.ofDays(1);
    private static final int RECORDS = 10_000;
    private static final int LEAST_RECORDS = 100;
    private static final int MOST_RECORDS = 10_000_000;

    private final Function<String, Path> paths;
    private final Path data;

    /**
     * A reader.
     *
     * @param paths finds what a path of the file is
     * @param data the folder of what has no place of its own
     */
    AuditSection(Function<String, Path> paths, Path data) {
        this.paths = paths;
        this.data = data;
    }

    /** What the section says. */
    record Read(Anchors anchors, List<Collector> collectors) {}

    Read read(Section audit) {
        var anchors = anchors(audit.section("anchors"));
        var collectors = collectors(audit.section("collector"));
        audit.refuseUnknown();
        return new Read(anchors, collectors);
    }

    private List<Collector> collectors(Section section) {
        if (!section.isWritten()) {
            return List.of();
        }
        var collector =
                new Collector(
                        section.required("host", Values::text),
                        section.value("port", SYSLOG_TLS, text -> Values.number(text, 1, 65_535)),
                        section.required("certificate", paths),
                        section.required("key", paths),
                        section.required("trust", paths));
        section.refuseUnknown();
        return List.of(collector);
    }

    private Anchors anchors(Section section) {
        var keyFile = section.optional("key-file", paths);
        var folder = section.value("folder", data.resolve("anchors"), paths);
        var every = section.value("every", EVERY, Values::longDuration);
        int records =
                section.value(
                        "records",
                        RECORDS,
                        text -> Values.number(text, LEAST_RECORDS, MOST_RECORDS));
        section.refuseUnknown();
        if (every.isZero()) {
            throw section.refusal("every", "is at least an hour");
        }
        if (keyFile.isEmpty() && section.isWritten("folder")) {
            throw section.refusal("folder", "is for anchors, which a key-file signs");
        }
        return keyFile.<Anchors>map(key -> new Anchors.Signed(key, folder, every, records))
                .orElseGet(Anchors.None::new);
    }
}
