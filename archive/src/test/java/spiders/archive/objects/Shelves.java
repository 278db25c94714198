// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A register of shelves in memory, whose first shelf has the indexed files. */
final class Shelves implements ShelfRegister {

    private final List<Open> paths = new ArrayList<>();
    private final List<String> nodes = new ArrayList<>();
    final Set<Integer> sealed = new HashSet<>();
    final Set<Integer> indexed = new HashSet<>();
    boolean unsealable;

    @Override
    public synchronized int open(String path, String node) {
        paths.add(new Open(paths.size(), path));
        nodes.add(node);
        return paths.size() - 1;
    }

    @Override
    public synchronized int adopt(String path) {
        return paths.stream()
                .filter(one -> one.path().equals(path))
                .findAny()
                .orElseThrow()
                .shelf();
    }

    @Override
    public synchronized boolean isBeingFilled(String path) {
        return !sealed.contains(adopt(path));
    }

    @Override
    public synchronized String path(int shelf) {
        return paths.get(shelf).path();
    }

    @Override
    public synchronized void seal(int shelf) {
        if (!unsealable) {
            sealed.add(shelf);
        }
    }

    @Override
    public synchronized List<Open> unsealed(String node) {
        return paths.stream()
                .filter(one -> nodes.get(one.shelf()).equals(node))
                .filter(one -> !sealed.contains(one.shelf()))
                .toList();
    }

    @Override
    public synchronized Set<Integer> indexedFiles(int shelf) {
        return shelf == 0 ? Set.copyOf(indexed) : Set.of();
    }
}
