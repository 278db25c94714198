// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class DiskStoreTest extends ObjectStoreContract {

    @TempDir private Path root;

    @Override
    ObjectStore open(Filler filler) throws IOException {
        return new DiskStore(root, filler);
    }

    @Override
    List<String> stored() throws IOException {
        var real = root.toRealPath();
        try (var all = Files.walk(real)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.toFile().length() > 0) // Not the names made ahead.
                    .map(file -> real.relativize(file).toString())
                    .toList();
        }
    }

    @Test
    void names_are_made_ahead_and_those_not_used_are_gone_after_the_end() throws IOException {
        Location kept;
        try (var store = store()) {
            kept = kept(store, BYTES);
            assertThat(folder(kept)).isDirectoryContaining(name -> name.toFile().length() == 0);
        }
        try (var left = Files.list(folder(kept))) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactly(kept.fileName());
        }
    }

    private Path folder(Location location) {
        return root.resolve(shelves.path(location.shelf()));
    }

    @Test
    void a_second_store_of_a_node_in_the_same_folder_is_refused() throws IOException {
        try (var store = store()) {
            assertThat(store).isNotNull();
            assertThatExceptionOfType(IOException.class).isThrownBy(this::store);
        }
    }
}
