// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.chain.Anchor;
import spiders.security.chain.AnchorKeys;
import spiders.security.chain.AuditExport;
import spiders.security.chain.AuditReport;
import spiders.security.chain.Finding.Kind;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/** An export is verified without a database, and whatever is done to it is found. */
class AuditExportTest {

    private static final Path DOCUMENT = Path.of("../docs/audit.md");
    private static final Pattern PROGRAM = Pattern.compile("(?s)```python\n(.*?)```");

    @TempDir private Path folder;
    private AuditCase audit;
    private Path export;

    @BeforeEach
    void export() throws Exception {
        audit = new AuditCase(folder);
        audit.record(12);
        export = audit.export(folder.resolve("audit.jsonl"));
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void an_export_that_nobody_touched_is_verified_without_a_database() throws Exception {
        var report = verify(export);

        assertThat(report.findings().first()).isEmpty();
        assertThat(report.places()).isEqualTo(12);
        assertThat(report.lastAnchor().map(Anchor::position)).contains(10L);
        assertThat(verify(export, audit.file.path()).isVerified()).isTrue();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(export)))
                .isEqualTo("rw-------");
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> audit.export(export));
    }

    @Test
    void a_flipped_byte_anywhere_is_found() throws Exception {
        var bytes = Files.readAllBytes(export);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= 1;
            Files.write(export, bytes);
            assertThat(verify(export).isVerified()).as("byte %d", i).isFalse();
            bytes[i] ^= 1;
        }
        Files.write(export, bytes);
        assertThat(verify(export).isVerified()).isTrue();
    }

    @Test
    void a_flipped_byte_of_a_record_is_named_by_its_position() throws Exception {
        var lines = lines();
        for (var change : List.of("camille>camilla", "line 6>line 7", "1.2.3>1.2.4")) {
            var changed = new ArrayList<>(lines);
            var words = change.split(">", -1);
            changed.set(8, lines.get(8).replace(words[0], words[1])); // A head, and an anchor.
            forge(changed);
            assertFound(verify(export), Kind.ALTERED, 7);
        }
    }

    @Test
    void an_export_cut_anywhere_is_found() throws Exception {
        var bytes = Files.readAllBytes(export);
        for (int length = 0; length < bytes.length; length++) {
            Files.write(export, Arrays.copyOf(bytes, length));
            assertThat(verify(export).isVerified()).as("length %d", length).isFalse();
        }
    }

    @Test
    void a_tail_cut_with_a_new_last_line_is_known_by_the_anchors_elsewhere() throws Exception {
        var lines = lines();
        var cut = new ArrayList<>(lines.subList(0, 10)); // The head, eight places, an anchor.
        var digest = lines.get(9).replaceAll("(?s).*\"digest\":\"([0-9a-f]+)\".*", "$1");
        cut.add("{\"end\":8,\"position\":8,\"digest\":\"%s\"}".formatted(digest));
        forge(cut);

        assertFound(verify(export, audit.file.path()), Kind.CUT, 10);
        var alone = verify(export);
        assertThat(alone.isVerified()).as("without an anchor nobody can know").isTrue();
        assertThat(alone.lastAnchor().map(Anchor::position)).contains(5L);
    }

    @Test
    void lines_that_changed_places_are_found() throws Exception {
        var lines = lines();
        for (int i = 0; i + 1 < lines.size(); i++) {
            var swapped = new ArrayList<>(lines);
            Collections.swap(swapped, i, i + 1);
            forge(swapped);
            assertThat(verify(export).isVerified()).as("lines %d and %d", i, i + 1).isFalse();
        }
        var swapped = new ArrayList<>(lines);
        Collections.swap(swapped, 7, 8);
        forge(swapped);
        assertFound(verify(export), Kind.REMOVED, 6);
        assertThat(verify(export).findings().first().get(1).kind()).isEqualTo(Kind.OUT_OF_PLACE);
    }

    @Test
    void a_line_that_is_gone_or_there_twice_is_found() throws Exception {
        var lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            boolean isAnchor = lines.get(i).startsWith("{\"anchor\"");
            boolean isLastAnchor = isAnchor && lines.get(i).contains("\"position\":10");
            var without = new ArrayList<>(lines);
            without.remove(i);
            forge(without);
            // The last anchor is missed by who has it elsewhere.
            assertThat(verify(export).isVerified()).as("without %d", i).isEqualTo(isLastAnchor);
            var twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            forge(twice);
            assertThat(verify(export).isVerified()).as("twice %d", i).isEqualTo(isAnchor);
        }
    }

    @Test
    void what_follows_the_last_line_is_found() throws Exception {
        var lines = new ArrayList<>(lines());
        lines.add(lines.get(3));
        forge(lines);
        assertFound(verify(export), Kind.OUT_OF_PLACE, 0);
    }

    @Test
    void an_export_of_some_days_is_verified_from_where_it_begins() throws Exception {
        var part = folder.resolve("part.jsonl");
        var from = Instant.parse("2026-11-22T08:00:14.123456Z"); // The third, seven seconds each.
        try (var reading = ChainReading.of(audit.access);
                var lines = AuditExport.create(part)) {
            var range = reading.between(from, from.plusSeconds(49));
            assertThat(range).isEqualTo(new ChainReading.Range(2, 9, false));
            reading.tell(range, "node-1", Clock.systemUTC(), lines::write);
        }
        var report = verify(part, audit.file.path());

        assertThat(report.findings().first()).isEmpty();
        assertThat(report.places()).isEqualTo(7);
        assertThat(report.isToTheEnd()).isFalse();
        Files.copy(part, export, StandardCopyOption.REPLACE_EXISTING);
        forge(lines().stream().filter(line -> !isPlace(line, 5)).toList());
        assertFound(verify(export), Kind.REMOVED, 5);
    }

    private static boolean isPlace(String line, int position) {
        return line.startsWith("{\"position\":%d,".formatted(position));
    }

    @Test
    void a_damaged_database_is_exported_as_it_is_and_what_is_wrong_stays_named() throws Exception {
        audit.tamper(
                "DELETE FROM security.audit_event WHERE id = 3",
                "UPDATE security.audit_event SET objects = ARRAY[NULL]::text[] WHERE id = 5");
        var damaged = audit.export(folder.resolve("damaged.jsonl"));

        var report = verify(damaged);
        assertFound(report, Kind.REMOVED, 3);
        assertThat(report.findings().first().get(1).kind()).isEqualTo(Kind.ALTERED);
        assertThat(report.findings().count()).isEqualTo(2);
    }

    @Test
    void without_a_public_key_signatures_are_not_believed_and_not_judged() throws Exception {
        var report = AuditCase.verifyExport(export, AnchorKeys.none());

        assertThat(report.isVerified()).isTrue();
        assertThat(report.anchors()).noneMatch(place -> place.isSigned());
    }

    @Test
    void random_bytes_are_no_export() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            var bytes = new byte[random.nextInt(2000)];
            random.nextBytes(bytes);
            Files.write(export, bytes);
            assertThat(verify(export).isVerified()).as("seed %d", seed).isFalse();
        }
    }

    @Test
    @Tag("peer")
    void the_program_in_the_document_computes_the_same_digests() throws Exception {
        var program = PROGRAM.matcher(Files.readString(DOCUMENT));
        assertThat(program.find()).isTrue();
        var file = Files.writeString(folder.resolve("verify.py"), program.group(1));

        assertThat(python(file))
                .isEqualTo("12 records, the last %s".formatted(verify(export).digest()));
        forge(lines().stream().map(line -> line.replace("line 6", "line 9")).toList());
        assertThat(python(file)).isEqualTo("position 7 is not what was chained");
    }

    private String python(Path program) throws Exception {
        var process =
                new ProcessBuilder("/usr/bin/python3", program.toString(), export.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return said.strip();
    }

    /** All lines but the sum. */
    private List<String> lines() throws Exception {
        var lines = Files.readAllLines(export);
        return lines.subList(0, lines.size() - 1);
    }

    /** With a sum that fits, as who tampers can make it. */
    private void forge(List<String> lines) throws Exception {
        var text = String.join("\n", lines) + "\n";
        var sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        Files.writeString(
                export, "%s{\"sha256\":\"%s\"}\n".formatted(text, HexFormat.of().formatHex(sum)));
    }

    private AuditReport verify(Path file, Path... anchors) throws Exception {
        return AuditCase.verifyExport(file, audit.key.publicKeys(), anchors);
    }

    private static void assertFound(AuditReport report, Kind kind, long position) {
        assertThat(report.isVerified()).isFalse();
        assertThat(report.findings().first().getFirst())
                .satisfies(finding -> assertThat(finding.kind()).isEqualTo(kind))
                .satisfies(finding -> assertThat(finding.position()).isEqualTo(position));
    }
}
