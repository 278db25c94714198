// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.testkit.peer.PeerCommand;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

class ZstdCodingTest {

    private static final int LARGE = 12 << 20;

    private final ZstdCoding coding = new ZstdCoding();

    @TempDir private Path folder;

    private static byte[] text(int length) {
        var random = new Random(20261126);
        var text = new StringBuilder();
        while (text.length() < length) {
            text.append("{\"00200013\":{\"vr\":\"IS\",\"Value\":[")
                    .append(random.nextInt(1_000_000))
                    .append("]}},");
        }
        return text.toString().getBytes(US_ASCII);
    }

    private byte[] packed(byte[] text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var packing = coding.pack(out)) {
            packing.write(text);
        }
        return out.toByteArray();
    }

    private byte[] unpacked(byte[] packed) throws IOException {
        try (var in = coding.unpack(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @Test
    void what_is_packed_unpacks_as_it_was() throws IOException {
        for (int length : new int[] {0, 1, 100, 200_000, LARGE}) {
            var text = length == 1 ? new byte[] {'['} : text(length);

            assertThat(unpacked(packed(text))).isEqualTo(text);
        }
    }

    @Test
    void cut_anywhere_a_body_fails() throws IOException {
        var packed = packed(text(2_000));
        for (int length = 1; length < packed.length; length++) {
            var cut = Arrays.copyOf(packed, length);
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> unpacked(cut));
        }
    }

    /** Magic number, frame header descriptor, window descriptor, a last block of ten times A. */
    @Test
    void a_window_that_is_only_claimed_is_not_allocated() throws IOException {
        for (var claim : List.of("68", "A0")) { // 8 MiB and 1 GiB, which is all that tests have.
            assertThat(unpacked(claiming(claim))).isEqualTo("A".repeat(10).getBytes(US_ASCII));
        }
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> unpacked(claiming("A8"))); // 2 GiB
    }

    private static byte[] claiming(String window) {
        return HexFormat.of().parseHex("28B52FFD00" + window + "53000041");
    }

    @Test
    void with_random_bytes_within_it_is_unpacked_or_fails() throws IOException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var packed = packed(text(2_000));
        int malformed = 0;
        for (int round = 0; round < 500; round++) {
            var changed = packed.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                assertThat(unpacked(changed)).hasSizeLessThan(1 << 20);
            } catch (IOException e) {
                malformed++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed %d, round %d".formatted(seed, round), e);
            }
        }
        assertThat(malformed).as("seed %d", seed).isPositive();
    }

    @Tag("peer")
    @Test
    void zstd_unpacks_what_we_pack_and_we_what_it_packs() throws IOException {
        var text = text(300_000);
        var ours = Files.write(folder.resolve("ours.zst"), packed(text));
        var there = folder.resolve("ours");

        var result = PeerCommand.run(folder, "zstd", "-d", ours.toString(), "-o", there.toString());

        assertThat(result.exitCode()).as(result.output()).isZero();
        assertThat(Files.readAllBytes(there)).isEqualTo(text);
        var theirs = folder.resolve("theirs.zst");
        PeerCommand.run(folder, "zstd", "-19", there.toString(), "-o", theirs.toString());
        assertThat(unpacked(Files.readAllBytes(theirs))).isEqualTo(text);
    }
}
