// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.security.chain.AnchorCheck;
import spiders.security.chain.AnchorFile;
import spiders.security.chain.AnchorFollower;
import spiders.security.chain.AnchorKey;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AnchorLines;
import spiders.security.chain.AuditCheck;
import spiders.security.chain.AuditExport;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Findings;
import spiders.security.store.ChainReading;
import spiders.security.store.ChainUnreadableException;
import spiders.server.configuration.Configuration;
import spiders.server.configuration.Configuration.Anchors;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code audit verify}: on the database, or on an export that needs none. */
final class AuditVerifyCommand {

    private static final int VERIFIED = 0;
    private static final int FINDINGS = 1;
    private static final long TELL_EVERY_NANOS = 2_000_000_000L;

    private final List<Path> anchorFiles;
    private final List<Path> keyFiles;
    private final PrintStream out;
    private final PrintStream progress;
    private long lastTold = System.nanoTime();

    /**
     * A verification.
     *
     * @param anchorFiles anchors that are kept elsewhere
     * @param keyFiles public halves of keys
     */
    AuditVerifyCommand(
            List<Path> anchorFiles, List<Path> keyFiles, PrintStream out, PrintStream progress) {
        this.anchorFiles = List.copyOf(anchorFiles);
        this.keyFiles = List.copyOf(keyFiles);
        this.out = out;
        this.progress = progress;
    }

    /** Gives the lines to a check. */
    private interface Source {
        void tell(AuditCheck check) throws IOException, InterruptedException;
    }

    int offline(Path export) throws IOException, InterruptedException {
        return verified(
                "the export",
                keys(),
                anchorFiles,
                check -> AuditExport.read(export, check, this::tell));
    }

    /** With the key and the file of anchors that the hub itself has, besides those given. */
    int online(Configuration configuration) throws IOException, InterruptedException {
        var files = new ArrayList<>(anchorFiles);
        var keys = keys();
        if (configuration.anchors() instanceof Anchors.Signed signed) {
            keys = keys.and(AnchorKey.read(signed.keyFile()).publicKeys());
            var own = new AnchorFile(signed.folder(), configuration.node()).path();
            if (Files.exists(own) && anchorFiles.stream().noneMatch(file -> isSame(file, own))) {
                files.add(own);
            }
        }
        return verified("the database", keys, files, check -> read(configuration, check));
    }

    private static boolean isSame(Path file, Path own) {
        return file.toAbsolutePath().normalize().equals(own.toAbsolutePath().normalize());
    }

    private void read(Configuration configuration, AuditCheck check) throws InterruptedException {
        try (var server = DatabaseServer.beside(configuration);
                var reading = ChainReading.of(server.access())) {
            requireChain(reading);
            var lines = new long[1];
            reading.tell(
                    reading.all(),
                    configuration.node(),
                    Clock.systemUTC(),
                    line -> {
                        check.take(line);
                        tell(++lines[0]);
                    });
        } catch (ChainUnreadableException e) {
            throw new HubStartException("the database does not answer: " + e.getMessage(), e);
        }
    }

    /** Refuses tables of before the chain, which the next start of the hub brings up to date. */
    static void requireChain(ChainReading reading) {
        if (!reading.isThere()) {
            throw new HubStartException(
                    "the tables are of an older program, which had no chain: start the hub first");
        }
    }

    private AnchorKeys keys() {
        var keys = AnchorKeys.none();
        for (var file : keyFiles) {
            keys = keys.and(AnchorKeys.read(file));
        }
        return keys;
    }

    private int verified(String place, AnchorKeys keys, List<Path> files, Source source)
            throws IOException, InterruptedException {
        var findings = new Findings();
        var opened = new ArrayList<AnchorLines>();
        try {
            var elsewhere = new ArrayList<AnchorFollower>();
            for (var file : files) {
                var lines = new AnchorLines(file, findings);
                opened.add(lines);
                var check = new AnchorCheck(file.toString(), keys, false, findings);
                elsewhere.add(new AnchorFollower(lines, check));
            }
            var check = new AuditCheck(place, keys, elsewhere, findings);
            source.tell(check);
            var report = check.report();
            print(report, keys);
            return report.isVerified() ? VERIFIED : FINDINGS;
        } finally {
            for (var lines : opened) {
                lines.close();
            }
        }
    }

    private void tell(long lines) {
        long now = System.nanoTime();
        if (now - lastTold >= TELL_EVERY_NANOS) {
            lastTold = now;
            progress.printf(Locale.ROOT, "%d lines%n", lines);
        }
    }

    private void print(AuditReport report, AnchorKeys keys) {
        var findings = report.findings();
        findings.first().forEach(out::println);
        if (findings.count() > findings.first().size()) {
            out.printf("... and %d more%n", findings.count() - findings.first().size());
        }
        out.printf(
                Locale.ROOT,
                "%d records of the chain, the last at position %d, digest %s%n",
                report.places(),
                report.position(),
                report.digest());
        if (report.waiting() > 0) {
            out.printf(
                    "%d records wait for their place: nothing is proved of them yet%n",
                    report.waiting());
        }
        report.anchors().forEach(this::print);
        if (keys.isEmpty() && report.anchors().stream().anyMatch(one -> one.count() > 0)) {
            out.println("No public key was given: whose the anchors are is not known");
        }
        out.println(reach(report));
        out.println(report.isVerified() ? "Verified." : "NOT verified: see the first line.");
    }

    private void print(AnchorCheck check) {
        out.printf(
                "Anchors in %s: %d%s%s%n",
                check.place(),
                check.count(),
                check.last()
                        .map(last -> ", the last that agrees of " + last.at())
                        .orElse(", none agrees"),
                check.gaps() > 0 ? ", others between them are not there" : "");
    }

    /** What is known beyond the last anchor, and what cannot be. */
    private static String reach(AuditReport report) {
        var anchor = report.lastAnchor();
        if (!report.isToTheEnd()) {
            return "The export ends there as it was asked to: what follows is not in it";
        }
        if (anchor.isEmpty()) {
            return "Without an anchor it cannot be known whether the chain went further, or was"
                    + " rewritten as a whole";
        }
        long after = report.position() - anchor.get().position();
        return after == 0
                ? "The chain ends at an anchor; whether more came after it cannot be known"
                : ("After the last anchor there are %d records: whether more were cut off, or these"
                                + " rewritten, cannot be known before the next anchor")
                        .formatted(after);
    }
}
