// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A shelf as it stands on the disk, beside what the index knows of it.
 *
 * @param number its number in the index
 * @param path its folder, relative to the root
 * @param files its files that are not empty, by number
 * @param indexed those that the index names; some may be gone from the disk
 */
public record FoundShelf(int number, String path, List<Integer> files, Set<Integer> indexed) {

    private static final int LEVELS = 4; // uuuu/MM/dd/shelf
    private static final Pattern SHELF = Pattern.compile("\\d{4}/\\d{2}/\\d{2}/[0-9a-f]{16}");
    private static final Pattern FILE = Pattern.compile("[0-9a-f]{4}\\.dcm");

    public FoundShelf {
        files = List.copyOf(files);
        indexed = Set.copyOf(indexed);
    }

    /** Where those of its files stand that the index does not name. */
    public List<Location> unknown() {
        return files.stream()
                .filter(file -> !indexed.contains(file))
                .map(file -> new Location(number, file))
                .toList();
    }

    /** A shelf on the disk, which the index knows from now on. */
    public static FoundShelf of(Path root, String path, ShelfRegister register) throws IOException {
        int number = register.adopt(path);
        return new FoundShelf(
                number, path, files(root.resolve(path)), register.indexedFiles(number));
    }

    /** The folders of the shelves on the disk, in order of time. */
    public static List<String> paths(Path root) throws IOException {
        try (var folders = Files.walk(root, LEVELS)) {
            return folders.map(folder -> root.relativize(folder).toString())
                    .filter(path -> SHELF.matcher(path).matches())
                    .sorted()
                    .toList();
        }
    }

    private static List<Integer> files(Path folder) throws IOException {
        var numbers = new ArrayList<Integer>();
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                if (Files.size(file) > 0) { // Not a name made ahead.
                    number(file).ifPresent(numbers::add);
                }
            }
        }
        return numbers.stream().sorted().toList();
    }

    /** The number that a file's name says; empty where the store gave it no such name. */
    static OptionalInt number(Path file) {
        var name = file.getFileName().toString();
        return FILE.matcher(name).matches()
                ? OptionalInt.of(HexFormat.fromHexDigits(name, 0, 4))
                : OptionalInt.empty();
    }
}
