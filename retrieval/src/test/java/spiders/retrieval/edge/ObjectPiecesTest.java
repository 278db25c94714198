// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.dicom.data.UID;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

class ObjectPiecesTest {

    private static final UID SYNTAX = new UID("1.2.840.10008.1.2.1");

    @TempDir Path folder;

    @Test
    void what_has_not_grown_for_three_days_is_removed_whosever_it_is() throws IOException {
        var pieces = new ObjectPieces(folder);
        var old = begun(pieces, "ch-gone");
        var young = begun(pieces, "ch-gone");
        age(pieces.file("ch-gone", old), Duration.ofHours(73));
        age(pieces.file("ch-gone", young), Duration.ofHours(71));

        begun(pieces, "ch-other");

        assertThat(pieces.length("ch-gone", old)).isZero();
        assertThat(pieces.length("ch-gone", young)).isEqualTo(3);
    }

    @Test
    void an_edge_that_begins_a_65th_object_loses_the_oldest_and_no_other_edge_does()
            throws IOException {
        var pieces = new ObjectPieces(folder);
        var others = begun(pieces, "ch-other");
        age(pieces.file("ch-other", others), Duration.ofHours(2));
        var first = begun(pieces, "ch-lille");
        age(pieces.file("ch-lille", first), Duration.ofHours(1));
        for (int i = 0; i < 64; i++) {
            begun(pieces, "ch-lille");
        }

        assertThat(pieces.length("ch-lille", first)).isZero();
        assertThat(pieces.length("ch-other", others)).isEqualTo(3);
        try (var left = Files.list(folder.resolve("ch-lille"))) {
            assertThat(left).hasSize(64);
        }
    }

    private static EdgePiece begun(ObjectPieces pieces, String edge) throws IOException {
        var piece = new EdgePiece(SYNTAX, UID.random(), SYNTAX, "0".repeat(64), 9, 0, 3);
        pieces.append(edge, piece, new byte[3]);
        return piece;
    }

    private static void age(Path file, Duration age) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
    }
}
