// SPDX-License-Identifier: Apache-2.0
package spiders.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import spiders.retrieval.edge.EdgePiece;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;

class PackingTest {

    private static final int SIZE = 1 << 20;
    private static final String KIND = "a study in a transfer syntax";

    @Test
    void what_becomes_smaller_is_packed_over_a_slow_link_and_unpacks_to_the_same_bytes()
            throws Exception {
        var packing = new Packing();
        var bytes = new byte[SIZE];
        new Random(1).nextBytes(bytes);
        Arrays.fill(bytes, 0, SIZE / 2, (byte) 0);
        packing.sent(SIZE, 1_000_000_000);

        var packed = packing.pack(KIND, bytes);

        assertThat(packed.isCompressed()).isTrue();
        assertThat(packed.bytes().limit()).isLessThan(SIZE * 6 / 10);
        var in = new ByteArrayInputStream(packed.bytes().array(), 0, packed.bytes().limit());
        assertThat(new GZIPInputStream(in).readAllBytes()).isEqualTo(bytes);
    }

    @Test
    void noise_is_sent_as_it_is_and_is_tried_only_now_and_then() {
        var packing = new Packing();
        var bytes = new byte[SIZE];
        new Random(2).nextBytes(bytes);
        for (int i = 0; i < 20; i++) {
            assertThat(packing.pack(KIND, bytes).isCompressed()).isFalse();
        }
    }

    @Test
    void over_a_link_that_is_quicker_than_packing_nothing_is_packed() {
        var packing = new Packing();
        for (int i = 0; i < 50; i++) {
            packing.sent(SIZE, 1_000_000); // A thousandth of a second: 1 GB/s.
        }

        assertThat(packing.pack(KIND, new byte[SIZE]).isCompressed()).isFalse();
    }

    @Test
    void the_first_piece_gets_through_a_slow_link_in_time_and_those_of_a_quick_one_grow() {
        var packing = new Packing();
        assertThat(packing.pieceLength()).isEqualTo(256 << 10);
        packing.sent(256 << 10, 250_000_000); // 1 MB/s.
        packing.sent(1 << 20, 1_000_000_000);

        assertThat(packing.pieceLength()).isBetween(1 << 20, EdgePiece.MOST);
    }

    @Test
    void pieces_of_a_slow_link_are_shorter() {
        var packing = new Packing();
        for (int i = 0; i < 50; i++) {
            packing.sent(64 << 10, 4_000_000_000L); // 16 KB/s.
        }

        assertThat(packing.pieceLength()).isBetween(64 << 10, 140 << 10);
    }

    @Test
    void a_piece_that_fails_halves_the_next_down_to_64_KiB_from_where_they_grow_again() {
        var packing = new Packing();
        packing.failed();
        assertThat(packing.pieceLength()).isEqualTo(128 << 10);
        for (int i = 0; i < 20; i++) {
            packing.failed();
        }
        assertThat(packing.pieceLength()).isEqualTo(64 << 10);

        packing.sent(20 << 10, 100_000_000); // A packed one, which is short.
        assertThat(packing.pieceLength()).isGreaterThan(128 << 10);
    }

    @Test
    void what_cannot_be_packed_of_one_study_is_no_word_on_another() {
        var packing = new Packing();
        packing.sent(SIZE, 1_000_000_000);
        var noise = new byte[SIZE];
        new Random(2).nextBytes(noise);
        for (int i = 0; i < 20; i++) {
            packing.pack(KIND, noise);
        }

        assertThat(packing.pack("another", new byte[SIZE]).isCompressed()).isTrue();
    }
}
