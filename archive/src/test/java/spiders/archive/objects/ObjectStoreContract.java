// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.archive.Samples;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.io.MalformedDataSetException;
import spiders.dicom.io.Part10;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;

/** What every store of objects does; each implementation is held to it over its real place. */
abstract class ObjectStoreContract {

    static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Instant RECEIVED = Instant.parse("2026-03-15T10:15:00Z");
    private static final String DIGEST = "5a".repeat(32);

    final Shelves shelves = new Shelves();

    /** Opens the store as a node, with a reserve; the same place each time. */
    abstract ObjectStore open(Filler filler) throws IOException;

    /** The objects that stand in the place, whoever made them. */
    abstract List<String> stored() throws IOException;

    final ObjectStore store() throws IOException {
        return store("test");
    }

    final ObjectStore store(String node) throws IOException {
        return open(new Filler(node, 0, shelves, InstantSource.system()));
    }

    @Test
    void what_is_kept_is_read_back() throws IOException {
        try (var store = store()) {
            var location = kept(store, BYTES);

            assertThat(read(store, location, 0, BYTES.length)).isEqualTo(BYTES);
            assertThat(store.length(location)).isEqualTo(BYTES.length);
            assertThat(stored()).containsExactly(store.name(location));
        }
    }

    @Test
    void what_is_written_is_read_by_position_before_it_is_stored() throws IOException {
        try (var store = store();
                var writer = store.begin()) {
            writer.write(BYTES);
            writer.flush();

            try (var in = writer.source().open(1, 3)) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 1, 4));
            }
        }
    }

    @Test
    void what_is_in_a_scratch_file_is_no_object() throws IOException {
        try (var store = store()) {
            try (var scratch = store.scratch()) {
                scratch.append(new ByteArrayInputStream(BYTES));
                try (var in = scratch.source().open(2, 2)) {
                    assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(BYTES, 2, 4));
                }
                assertThat(stored()).isEmpty();
            }
            assertThat(store.shelves()).hasSizeLessThan(2);
            assertThat(stored()).isEmpty();
        }
        try (var full = open(new Filler("full", Long.MAX_VALUE, shelves, InstantSource.system()))) {
            assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(full::scratch);
        }
    }

    @Test
    void what_is_not_kept_leaves_nothing() throws IOException {
        try (var store = store()) {
            try (var writer = store.begin()) {
                writer.write(BYTES);
                writer.sync();
            }
            assertThat(stored()).isEmpty();
        }
    }

    @Test
    void what_is_withdrawn_leaves_nothing() throws IOException {
        try (var store = store()) {
            try (var writer = store.begin()) {
                writer.write(BYTES);
                writer.keep();
                writer.sync();
                writer.withdraw();
            }
            assertThat(stored()).isEmpty();
        }
    }

    @Test
    void what_is_discarded_is_gone_and_is_missing_then() throws IOException {
        try (var store = store()) {
            var location = kept(store, BYTES);
            store.discard(location);

            assertThat(stored()).isEmpty();
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> store.length(location));
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> read(store, location, 0, 1));
            store.discard(location); // Again: nothing is there, and that is well.
        }
    }

    @Test
    void what_is_removed_is_gone_though_it_was_read_before() throws IOException {
        try (var store = store()) {
            var gone = kept(store, BYTES);
            var other = kept(store, BYTES);
            assertThat(read(store, gone, 0, 1)).hasSize(1);

            store.remove(List.of(gone));
            store.remove(List.of(gone)); // Again: it is removed already.

            assertThat(stored()).containsExactly(store.name(other));
            assertThatExceptionOfType(NoSuchFileException.class)
                    .isThrownBy(() -> read(store, gone, 0, 1));
        }
    }

    @Test
    void reads_at_the_edges_give_what_stands_there_and_fail_beyond() throws IOException {
        var bytes = new byte[700_001];
        new Random(7).nextBytes(bytes);
        try (var store = store()) {
            var location = kept(store, bytes);
            var edges = List.of(0, 1, 255, 65_535, 65_536, 262_143, 262_144, 524_288, 700_000);
            for (int from : edges) {
                for (int to : edges) {
                    if (from <= to) {
                        assertThat(read(store, location, from, to + 1 - from))
                                .as("%d to %d", from, to)
                                .isEqualTo(Arrays.copyOfRange(bytes, from, to + 1));
                    }
                }
            }
            assertThat(read(store, location, bytes.length, 0)).isEmpty();
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .isThrownBy(() -> read(store, location, bytes.length - 2, 3));
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .isThrownBy(() -> read(store, location, 0, bytes.length + 1));
            assertThatExceptionOfType(MalformedDataSetException.class)
                    .isThrownBy(() -> read(store, location, bytes.length + 5, 1));
        }
    }

    @Test
    void a_stream_skips_as_far_as_it_is_told() throws IOException {
        var bytes = new byte[700_001];
        new Random(8).nextBytes(bytes);
        try (var store = store()) {
            var location = kept(store, bytes);
            try (var in = store.source(location).open(10, 700_000 - 10)) {
                assertThat(in.read()).isEqualTo(bytes[10] & 0xFF);
                in.skipNBytes(600_000);
                assertThat(in.read()).isEqualTo(bytes[600_011] & 0xFF);
                in.skipNBytes(5);
                assertThat(in.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(bytes, 600_017, 700_000));
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void a_start_keeps_what_is_whole_and_what_the_index_names_and_nothing_else()
            throws IOException {
        Location indexed;
        Location whole;
        try (var store = store()) {
            indexed = kept(store, BYTES);
            shelves.indexed.add(indexed.file());
            whole = sealed(store);
            var open = store.begin(); // Never closed, as a crash leaves it.
            open.write(BYTES);
            open.flush();
            shelves.unsealable = true; // The crash seals nothing.
        }
        shelves.unsealable = false;

        try (var store = store()) {
            assertThat(store.leftWhole()).containsExactly(whole);
            assertThat(stored()).containsExactlyInAnyOrder(store.name(indexed), store.name(whole));
            store.settle();
            assertThat(store.leftWhole()).isEmpty();
            assertThat(shelves.isBeingFilled(shelves.path(whole.shelf()))).isFalse();
            assertThat(kept(store, BYTES).shelf()).isNotEqualTo(whole.shelf());
        }
    }

    @Test
    void a_start_touches_no_shelf_of_another_node() throws IOException {
        try (var one = store("one");
                var writer = one.begin()) {
            writer.write(BYTES);
            writer.flush();
            var earlier = kept(one, BYTES);

            try (var other = store("other")) {
                assertThat(other.leftWhole()).isEmpty();
                other.settle();
                assertThat(other.shelf(shelves.path(earlier.shelf())))
                        .as("it is being filled")
                        .isEmpty();
            }
            writer.sync();
            writer.keep();
            assertThat(read(one, writer.location(), 0, BYTES.length)).isEqualTo(BYTES);
            assertThat(read(one, earlier, 0, BYTES.length)).isEqualTo(BYTES);
        }
    }

    @Test
    void shelves_are_found_with_what_the_index_does_not_name() throws IOException {
        Location indexed;
        Location unknown;
        try (var store = store()) {
            indexed = kept(store, BYTES);
            shelves.indexed.add(indexed.file());
            unknown = kept(store, BYTES);
            var path = shelves.path(indexed.shelf());
            assertThat(store.shelves()).containsExactly(path);
            assertThat(store.shelf(path)).as("it is being filled").isEmpty();
        }

        try (var store = store()) {
            var found = store.shelf(shelves.path(unknown.shelf())).orElseThrow();
            assertThat(found.files()).containsExactly(indexed.file(), unknown.file());
            assertThat(found.unknown()).containsExactly(unknown);
        }
    }

    @Test
    void below_the_reserve_an_object_is_refused_and_the_store_says_so() throws IOException {
        var filler = new Filler("test", Long.MAX_VALUE, shelves, InstantSource.system());
        try (var store = open(filler)) {
            assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(store::begin);
            assertThat(stored()).isEmpty();
            assertThat(store.condition()).isEqualTo(new ObjectStore.Condition.Full());
        }
        try (var store = store()) {
            assertThat(store.condition()).isEqualTo(new ObjectStore.Condition.Up());
        }
    }

    @Test
    void a_shelf_that_is_full_is_sealed_and_the_next_one_begins() throws IOException {
        try (var store = store()) {
            var seen = new HashSet<Integer>();
            for (int i = 0; i <= 4096; i++) {
                try (var writer = store.begin()) {
                    seen.add(writer.location().shelf());
                }
            }
            assertThat(seen).hasSize(2);
            assertThat(shelves.sealed).hasSize(1);
        }
    }

    static Location kept(ObjectStore store, byte[] bytes) throws IOException {
        try (var writer = store.begin()) {
            writer.write(bytes);
            writer.sync();
            writer.keep();
            return writer.location();
        }
    }

    /** An object that says itself that it is whole. */
    private static Location sealed(ObjectStore store) throws IOException {
        var meta =
                Seal.open(
                        UIDs.CTImageStorage,
                        Samples.instance(1),
                        Samples.EXPLICIT,
                        Samples.ORIGIN,
                        RECEIVED);
        try (var writer = store.begin()) {
            long dataSet = Part10.writeHeader(writer, meta);
            var bytes = Samples.bytes(Samples.ct(1));
            writer.write(bytes);
            writer.seal(dataSet, bytes.length, DIGEST);
            writer.sync();
            writer.keep();
            return writer.location();
        }
    }

    static byte[] read(StoredObjects objects, Location location, long from, long length)
            throws IOException {
        try (var in = objects.source(location).open(from, length)) {
            return in.readAllBytes();
        }
    }
}
