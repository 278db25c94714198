// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A shelf as it stands in the store, beside what the index knows of it.
 *
 * @param number its number in the index
 * @param path below the root
 * @param files its files that are not empty, by number
 * @param indexed those that the index names; some may be gone
 */
public record FoundShelf(int number, String path, List<Integer> files, Set<Integer> indexed) {

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

    /** A shelf of the store, which the register knows from now on. */
    static FoundShelf of(String path, Collection<Integer> files, ShelfRegister register) {
        int number = register.adopt(path);
        return new FoundShelf(
                number, path, files.stream().sorted().toList(), register.indexedFiles(number));
    }

    /** Whether a store gives a shelf such a path. */
    static boolean isPath(String path) {
        return SHELF.matcher(path).matches();
    }

    /** The number that a file's name says; empty where a store gives no file such a name. */
    static OptionalInt file(String name) {
        return FILE.matcher(name).matches()
                ? OptionalInt.of(HexFormat.fromHexDigits(name, 0, 4))
                : OptionalInt.empty();
    }
}
