// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class ObjectStoreTest {

    private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.US_ASCII);

    @TempDir private Path root;
    private final Shelves shelves = new Shelves();

    @Test
    void what_is_published_is_read_back() throws IOException {
        try (var store = store()) {
            var location = published(store);

            assertThat(store.path(location)).hasBinaryContent(BYTES);
        }
    }

    @Test
    void what_is_not_published_leaves_no_file() throws IOException {
        try (var store = store()) {
            try (var writer = store.begin()) {
                writer.write(BYTES);
                writer.flush();
                assertThat(files()).hasSize(1);
            }
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void names_are_made_ahead_and_those_not_used_are_gone_after_the_end() throws IOException {
        Location kept;
        try (var store = store()) {
            kept = published(store);
            assertThat(store.path(kept).getParent()).isDirectoryContaining(name -> isEmpty(name));
        }
        try (var left = Files.list(root.resolve(shelves.path(kept.shelf())))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactly(kept.fileName());
        }
    }

    private static boolean isEmpty(Path file) {
        return file.toFile().length() == 0;
    }

    @Test
    void a_start_removes_what_the_index_does_not_name() throws IOException {
        Location kept;
        try (var store = store()) {
            kept = published(store);
            published(store);
            var open = store.begin(); // Never closed, as a crash leaves it.
            open.write(BYTES);
            open.flush();
            shelves.indexed.add(kept.file());
            shelves.unsealable = true; // The crash seals nothing.
        }
        assertThat(files()).hasSize(3);

        try (var store = store()) {
            assertThat(files()).containsExactly(store.path(kept));
        }
    }

    @Test
    void a_second_store_in_the_same_folder_is_refused() throws IOException {
        try (var store = store()) {
            assertThat(store).isNotNull();
            assertThatExceptionOfType(IOException.class).isThrownBy(this::store);
        }
    }

    @Test
    void below_the_reserve_an_object_is_refused() throws IOException {
        try (var store = new ObjectStore(root, "test", Long.MAX_VALUE, shelves)) {
            assertThatExceptionOfType(OutOfSpaceException.class).isThrownBy(store::begin);
            assertThat(files()).isEmpty();
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

    private ObjectStore store() throws IOException {
        return new ObjectStore(root, "test", 0, shelves);
    }

    private static Location published(ObjectStore store) throws IOException {
        try (var writer = store.begin()) {
            writer.write(BYTES);
            writer.sync();
            writer.keep();
            return writer.location();
        }
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(root.toRealPath())) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0) // Not the names made ahead.
                    .toList();
        }
    }

    private static final class Shelves implements ShelfRegister {

        private final List<String> paths = new ArrayList<>();
        private final Set<Integer> sealed = new HashSet<>();
        private final Set<Integer> indexed = new HashSet<>();
        private boolean unsealable;

        @Override
        public int open(String path, String node) {
            paths.add(path);
            return paths.size() - 1;
        }

        @Override
        public int adopt(String path) {
            throw new UnsupportedOperationException("No test of this class finds shelves");
        }

        @Override
        public boolean isBeingFilled(String path) {
            return !sealed.contains(paths.indexOf(path));
        }

        @Override
        public String path(int shelf) {
            return paths.get(shelf);
        }

        @Override
        public void seal(int shelf) {
            if (!unsealable) {
                sealed.add(shelf);
            }
        }

        @Override
        public List<Open> unsealed(String node) {
            var open = new ArrayList<Open>();
            for (int i = 0; i < paths.size(); i++) {
                if (!sealed.contains(i)) {
                    open.add(new Open(i, paths.get(i)));
                }
            }
            return open;
        }

        @Override
        public Set<Integer> indexedFiles(int shelf) {
            return shelf == 0 ? indexed : Set.of();
        }
    }
}
