// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects on disk, for reading; how they stand there is said above {@link DiskStore}. */
final class DiskObjects implements StoredObjects {

    private static final int LEVELS = 4; // uuuu/MM/dd/shelf

    private final Path root;
    private final ShelfRegister register;
    private final Map<Integer, Path> folders = new ConcurrentHashMap<>();

    DiskObjects(Path root, ShelfRegister register) {
        this.root = root;
        this.register = register;
    }

    @Override
    public BulkDataSource source(Location location) {
        return BulkDataSource.file(path(location));
    }

    @Override
    public long length(Location location) throws IOException {
        return Files.size(path(location));
    }

    @Override
    public String name(Location location) {
        return root.relativize(path(location)).toString();
    }

    @Override
    public List<String> shelves() throws IOException {
        try (var paths = Files.walk(root, LEVELS)) {
            return paths.map(folder -> root.relativize(folder).toString())
                    .filter(FoundShelf::isPath)
                    .sorted()
                    .toList();
        }
    }

    @Override
    public Optional<FoundShelf> shelf(String path) throws IOException {
        return register.isBeingFilled(path)
                ? Optional.empty()
                : Optional.of(FoundShelf.of(path, files(root.resolve(path)), register));
    }

    private static List<Integer> files(Path folder) throws IOException {
        var numbers = new ArrayList<Integer>();
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.size(file) > 0) { // Not a name made ahead.
                    FoundShelf.file(file.getFileName().toString()).ifPresent(numbers::add);
                }
            }
        }
        return numbers;
    }

    @Override
    public void close() {
        // Nothing is held between reads.
    }

    Path path(Location location) {
        return folders.computeIfAbsent(
                        location.shelf(), number -> root.resolve(register.path(number)))
                .resolve(location.fileName());
    }
}
