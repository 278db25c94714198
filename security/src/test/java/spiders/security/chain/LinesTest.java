// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.security.chain.Finding.Kind;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

class LinesTest {

    private static final String FIRST = AnchorLine.write(anchor(1));
    private static final String SECOND = AnchorLine.write(anchor(2));

    @TempDir private Path folder;

    @Test
    void lines_longer_than_what_is_read_at_once_are_whole() throws IOException {
        var lines = lines("a\n" + "é".repeat(200_000) + "\n\nb\n", 1 << 20);

        assertThat(lines.next()).contains("a");
        assertThat(lines.next()).contains("é".repeat(200_000));
        assertThat(lines.next()).contains("");
        assertThat(lines.next()).contains("b");
        assertThat(lines.next()).isEmpty();
        assertThat(lines.next()).isEmpty();
        assertThat(lines.number()).isEqualTo(4);
    }

    @Test
    void a_line_of_the_longest_length_is_read_and_a_longer_one_ends_all() throws IOException {
        assertThat(lines("x".repeat(100) + "\n", 100).next()).contains("x".repeat(100));

        var longer = lines("x".repeat(101) + "\nb\n", 100);
        assertThatExceptionOfType(MalformedLineException.class)
                .isThrownBy(longer::next)
                .withMessage("longer than 100 bytes");
        assertThat(longer.isAtEnd()).isTrue();
        assertThat(longer.next()).isEmpty();
    }

    @Test
    void a_line_without_its_end_is_cut_short() {
        var lines = lines("a", 100);

        assertThatExceptionOfType(MalformedLineException.class)
                .isThrownBy(lines::next)
                .withMessage("cut short");
    }

    @Test
    void other_letters_than_utf8_are_refused_and_the_next_line_is_read() throws IOException {
        var lines = new Lines(new ByteArrayInputStream("\u00e9\nb\n".getBytes(ISO_8859_1)));

        assertThatExceptionOfType(MalformedLineException.class)
                .isThrownBy(lines::next)
                .withMessage("not UTF-8");
        assertThat(lines.next()).contains("b");
    }

    @Test
    void a_line_of_anchors_that_a_crash_cut_short_is_passed_over() throws IOException {
        for (int length = 0; length < SECOND.length(); length++) {
            var cut = SECOND.substring(0, length);
            assertThat(anchors(FIRST + "\n" + cut + "\n" + SECOND + "\n")).isEmpty();
            assertThat(anchors(FIRST + "\n" + cut)).isEmpty();
        }
    }

    @Test
    void another_line_that_is_no_anchor_is_named() throws IOException {
        for (var other : List.of("{}", SECOND.replace("hub", "hub "), SECOND + " ")) {
            var bad = other.replace("\"node\":\"hub \"", "\"node\" :\"hub\"");
            assertThat(anchors(FIRST + "\n" + bad + "\n" + SECOND + "\n"))
                    .extracting(Finding::kind)
                    .containsExactly(Kind.UNREADABLE);
            assertThat(anchors(FIRST + "\n" + bad + "\n"))
                    .extracting(Finding::detail)
                    .singleElement()
                    .asString()
                    .startsWith("anchors.jsonl, line 2: ");
        }
    }

    private List<Finding> anchors(String text) throws IOException {
        var file = Files.writeString(folder.resolve("anchors.jsonl"), text);
        var findings = new Findings();
        var read = new ArrayList<SignedAnchor>();
        try (var lines = new AnchorLines(file, findings)) {
            lines.forEachRemaining(read::add);
        }
        assertThat(read).isNotEmpty().startsWith(anchor(1)).isSubsetOf(anchor(1), anchor(2));
        return findings.first();
    }

    private static Lines lines(String text, int limit) {
        return new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), limit);
    }

    private static SignedAnchor anchor(long position) {
        var digest = AuditDigest.parse("0%x".formatted(position).repeat(32));
        var at = Instant.parse("2026-11-22T08:00:00Z");
        return new SignedAnchor(new Anchor(position, digest, at, 1, "hub"), "0123", "c2lnbmVk");
    }
}
