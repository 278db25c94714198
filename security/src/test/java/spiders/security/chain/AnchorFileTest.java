// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

class AnchorFileTest {

    @TempDir private Path folder;

    @Test
    void anchors_are_appended_to_the_file_of_the_node() throws Exception {
        var file = new AnchorFile(folder.resolve("elsewhere"), "hub 1/a");
        assertThat(file.last()).isEmpty();
        file.append(List.of(anchor(1), anchor(2)));
        file.append(List.of(anchor(3)));

        assertThat(file.path()).hasFileName("anchors-hub_1_a.jsonl");
        assertThat(file.last()).contains(anchor(3));
        assertThat(Files.readAllLines(file.path()).stream().map(AnchorLine::read))
                .containsExactly(anchor(1), anchor(2), anchor(3));
    }

    @Test
    void after_a_line_cut_anywhere_it_goes_on_with_whole_ones() throws Exception {
        var whole = AnchorLine.write(anchor(2));
        for (int length = 0; length <= whole.length(); length++) {
            var file = new AnchorFile(folder, "n" + length);
            file.append(List.of(anchor(1)));
            Files.writeString(file.path(), whole.substring(0, length), StandardOpenOption.APPEND);

            assertThat(file.last()).contains(anchor(1));
            file.append(List.of(anchor(2)));
            assertThat(file.last()).contains(anchor(2));
        }
    }

    @Test
    void a_line_that_was_ended_and_not_written_again_is_passed_over() throws Exception {
        var file = new AnchorFile(folder, "n");
        file.append(List.of(anchor(1)));
        Files.writeString(file.path(), "{\"anchor\":1,\"pos\n", StandardOpenOption.APPEND);

        assertThat(file.last()).contains(anchor(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{}",
                "[]",
                "{\"anchor\":2}",
                "{\"anchor\":1,\"position\":\"1\"}",
                "{\"anchor\":1,\"position\":0}"
            })
    void what_is_no_anchor_is_refused(String line) {
        assertThatExceptionOfType(MalformedLineException.class)
                .isThrownBy(() -> AnchorLine.read(line));
    }

    @Test
    void one_changed_character_makes_it_another_anchor_or_none() {
        var line = AnchorLine.write(anchor(1));
        assertThat(isAnchorOne(line)).isTrue();
        for (int i = 0; i < line.length(); i++) {
            var changed =
                    line.substring(0, i) + (char) (line.charAt(i) ^ 1) + line.substring(i + 1);
            assertThat(isAnchorOne(changed)).as(changed).isFalse();
        }
        assertThatExceptionOfType(MalformedLineException.class)
                .isThrownBy(() -> AnchorLine.read(line.replace(",", ", ")));
    }

    private static boolean isAnchorOne(String line) {
        try {
            return AnchorLine.read(line).equals(anchor(1));
        } catch (MalformedLineException e) {
            return false;
        }
    }

    private static SignedAnchor anchor(long position) {
        var digest = AuditDigest.parse("0%x".formatted(position).repeat(32));
        var at = Instant.parse("2026-11-22T08:00:00Z");
        var anchor = new Anchor(position, digest, at, 1, "hub");
        return new SignedAnchor(anchor, "0123456789abcdef", "c2lnbmVk");
    }
}
