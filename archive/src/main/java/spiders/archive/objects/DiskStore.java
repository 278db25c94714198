// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Objects on disk, one file each, immutable. No part of a path comes from outside.
 *
 * <pre>
 * root    = day "/" shelf "/" file
 * day     = 4DIGIT "/" 2DIGIT "/" 2DIGIT   ; UTC, when the shelf was opened
 * shelf   = 16HEX                          ; random; at most 4,096 files
 * file    = 4HEX ".dcm"
 * .dcm    = preamble meta dataset          ; Part 10 (PS3.10 section 7.1), whole and synced
 *         / *OCTET                         ; no row: a name made ahead, or what is being written
 * meta    = File Meta Information          ; its last element is the seal
 * dataset = *OCTET                         ; as received, byte for byte
 * </pre>
 *
 * <p>A file counts when the index names it. Names are made ahead, many with one sync of their
 * folder, so that an object costs the sync of its bytes and no other. The start removes what a
 * crash left half-written on shelves that this node was filling, and keeps what its {@link Seal}
 * says is whole. Nodes may share a folder, each under its own name. Why one file each, and not
 * segments: {@code docs/adr}.
 */
final class DiskStore implements ObjectStore {

    /** Names made at once. */
    private static final int AHEAD = 64;

    private final Path root;
    private final String node;
    private final ShelfRegister register;
    private final DiskObjects objects;
    private final NodeLock lock;
    private final Room room;
    private final List<Location> leftWhole = new ArrayList<>();
    private final Filling filling;

    /** Takes the folder for this node alone, removes what a crash left, and opens a shelf. */
    DiskStore(Path folder, Filler filler) throws IOException {
        this.root = Files.createDirectories(folder).toRealPath();
        this.node = filler.node();
        this.register = filler.register();
        this.objects = new DiskObjects(root, register);
        this.lock = NodeLock.take(root, node);
        this.room = new Room(root, filler.reserveBytes());
        sweep();
        this.filling = new Filling(register, node, filler.clock(), new Folders());
    }

    @Override
    public ObjectWriter begin() throws IOException {
        room.require();
        try {
            return filling.begin((shelf, file) -> new DiskWriter(filling, shelf, file));
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    @Override
    public Scratch scratch() throws IOException {
        return Scratch.open(root, room);
    }

    /** One object on its way to the disk, under a name that is durable already. */
    private final class DiskWriter extends ObjectWriter {

        private final Path file;
        private final Filling shelves;
        private final Shelf shelf;

        DiskWriter(Filling shelves, Shelf shelf, int number) throws IOException {
            this(shelves, shelf, number, folder(shelf).resolve(Location.fileName(number)));
        }

        private DiskWriter(Filling shelves, Shelf shelf, int number, Path file) throws IOException {
            super(new Location(shelf.number(), number), file, room);
            this.shelves = shelves;
            this.shelf = shelf;
            this.file = file;
        }

        @Override
        public boolean isSyncBrief() {
            return true;
        }

        @Override
        void synced() throws IOException {
            force(); // Where the file system allocates late, a full disk shows here.
        }

        @Override
        void ended(boolean kept) throws IOException {
            try {
                if (!kept) {
                    Files.deleteIfExists(file);
                }
            } finally {
                shelves.released(shelf);
            }
        }
    }

    /** Shelves are folders, whose names and files' names are synced before they are used. */
    private final class Folders implements Filling.Ground {

        @Override
        public void lay(Shelf shelf) throws IOException {
            var folder = root;
            for (var name : Path.of(shelf.path())) {
                var within = folder;
                folder = Files.createDirectories(within.resolve(name));
                sync(within);
            }
        }

        @Override
        public void prepare(Shelf shelf) throws IOException {
            if (shelf.taken() < shelf.prepared()) {
                return;
            }
            int end = Math.min(shelf.prepared() + AHEAD, Filling.SHELF_SIZE);
            var folder = folder(shelf);
            for (int file = shelf.prepared(); file < end; file++) {
                var name = folder.resolve(Location.fileName(file));
                Files.deleteIfExists(name); // A name of an earlier try that failed half-way.
                Files.createFile(name);
            }
            sync(folder);
            shelf.prepare(end);
        }

        @Override
        public void clear(Shelf shelf) throws IOException {
            for (int file = shelf.taken(); file < shelf.prepared(); file++) {
                Files.deleteIfExists(folder(shelf).resolve(Location.fileName(file)));
            }
        }
    }

    private Path folder(Shelf shelf) {
        return root.resolve(shelf.path());
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public BulkDataSource source(Location location) {
        return objects.source(location);
    }

    @Override
    public long length(Location location) throws IOException {
        return objects.length(location);
    }

    @Override
    public String name(Location location) {
        return objects.name(location);
    }

    @Override
    public List<String> shelves() throws IOException {
        return objects.shelves();
    }

    @Override
    public Optional<FoundShelf> shelf(String path) throws IOException {
        return objects.shelf(path);
    }

    @Override
    public List<Location> leftWhole() {
        return List.copyOf(leftWhole);
    }

    @Override
    public void settle() {
        register.unsealed(node).stream()
                .filter(left -> !filling.isCurrent(left.shelf()))
                .forEach(left -> register.seal(left.shelf()));
        leftWhole.clear();
    }

    @Override
    public void discard(Location location) throws IOException {
        Files.deleteIfExists(objects.path(location));
    }

    @Override
    public void remove(List<Location> locations) throws IOException {
        var folders = new LinkedHashSet<Path>();
        for (var location : locations) {
            var file = objects.path(location);
            Files.deleteIfExists(file);
            folders.add(file.resolveSibling(""));
        }
        for (var folder : folders) {
            if (Files.isDirectory(folder)) {
                sync(folder);
            }
        }
    }

    @Override
    public Condition condition() {
        try {
            return room.isEnough() ? new Condition.Up() : new Condition.Full();
        } catch (IOException e) {
            return new Condition.Down("The disk of the objects does not answer");
        }
    }

    @Override
    public void close() throws IOException {
        filling.close();
        lock.close();
    }

    private void sweep() throws IOException {
        for (var left : register.unsealed(node)) {
            var folder = root.resolve(left.path());
            if (Files.isDirectory(folder)) {
                sweep(folder, left.shelf());
            }
        }
    }

    private void sweep(Path folder, int shelf) throws IOException {
        var indexed = register.indexedFiles(shelf);
        try (var files = Files.list(folder)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var number = FoundShelf.file(file.getFileName().toString());
                if (number.isPresent() && indexed.contains(number.getAsInt())) {
                    continue;
                }
                if (number.isPresent() && Seal.of(file).isPresent()) {
                    leftWhole.add(new Location(shelf, number.getAsInt()));
                } else {
                    Files.delete(file);
                }
            }
        }
    }
}
