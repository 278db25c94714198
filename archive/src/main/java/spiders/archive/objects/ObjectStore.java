// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.ReentrantLock;

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
 * crash left half-written on shelves that were being filled, and keeps what its {@link Seal} says
 * is whole. Why one file each, and not segments: {@code docs/adr}.
 */
public final class ObjectStore implements AutoCloseable {

    private static final int SHELF_SIZE = 4096;

    /** Names made at once. */
    private static final int AHEAD = 64;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd");

    private final Path root;
    private final String node;
    private final long reserveBytes;
    private final ShelfRegister register;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final FileStore disk;
    private final Map<Integer, Path> folders = new ConcurrentHashMap<>();
    private final ReentrantLock filling = new ReentrantLock();
    private final List<Location> leftWhole = new ArrayList<>();
    private final Map<Integer, Shelf> open = new ConcurrentHashMap<>();
    private Shelf current;

    /**
     * Takes the folder for this process alone, removes what a crash left, and opens a shelf.
     *
     * @param reserveBytes room that stays free for others, the database first; an object that would
     *     go below is refused
     */
    public ObjectStore(Path root, String node, long reserveBytes, ShelfRegister register)
            throws IOException {
        this.root = Files.createDirectories(root).toRealPath();
        this.node = node;
        this.reserveBytes = reserveBytes;
        this.register = register;
        this.lockFile =
                FileChannel.open(
                        this.root.resolve(".lock." + node.replaceAll("[^A-Za-z0-9-]", "_")),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        this.lock = exclusive();
        this.disk = Files.getFileStore(this.root);
        sweep();
        this.current = newShelf();
    }

    private FileLock exclusive() throws IOException {
        try {
            var taken = lockFile.tryLock();
            if (taken != null) {
                return taken;
            }
        } catch (OverlappingFileLockException e) {
            // Taken by this very process: the same answer.
        }
        lockFile.close();
        throw new IOException("Another archive of node %s uses %s".formatted(node, root));
    }

    /** Begins an object; throws {@link OutOfSpaceException} when the disk is full. */
    public ObjectWriter begin() throws IOException {
        requireRoom();
        filling.lock();
        try {
            if (current.taken() == SHELF_SIZE) {
                var full = current;
                current = nextShelf();
                sealIfDone(full);
            }
            var shelf = current;
            prepare(shelf);
            int file = shelf.take();
            try {
                return new ObjectWriter(this, shelf, file);
            } catch (IOException e) {
                shelf.release();
                throw explained(e);
            }
        } finally {
            filling.unlock();
        }
    }

    /** Sees to it that the next file of the shelf has a name that is durable. */
    private void prepare(Shelf shelf) throws IOException {
        if (shelf.taken() < shelf.prepared()) {
            return;
        }
        int end = Math.min(shelf.prepared() + AHEAD, SHELF_SIZE);
        try {
            for (int file = shelf.prepared(); file < end; file++) {
                var name = shelf.folder().resolve(Location.fileName(file));
                Files.deleteIfExists(name); // A name of an earlier try that failed half-way.
                Files.createFile(name);
            }
            sync(shelf.folder());
        } catch (IOException e) {
            throw explained(e);
        }
        shelf.prepare(end);
    }

    /** Opens an object of the index for positional reads; the caller closes it. */
    public FileChannel read(Location location) throws IOException {
        return FileChannel.open(path(location), StandardOpenOption.READ);
    }

    /** The file of an object. */
    public Path path(Location location) {
        return folder(location.shelf()).resolve(location.fileName());
    }

    /** Seals the shelves that no writer uses any more, and gives the folder free. */
    @Override
    public void close() throws IOException {
        filling.lock();
        try {
            for (var shelf : open.values()) {
                if (shelf.isIdle()) {
                    removeUnused(shelf);
                    register.seal(shelf.number());
                }
            }
            open.clear();
        } finally {
            filling.unlock();
        }
        lock.release();
        lockFile.close();
    }

    void requireRoom() throws IOException {
        long usable = disk.getUsableSpace();
        if (usable < reserveBytes) {
            throw new OutOfSpaceException(usable);
        }
    }

    /**
     * A failed write is a full disk when the system says so, or when the disk is full, whatever
     * words the system has: another writer may have given its room back meanwhile.
     */
    IOException explained(IOException failure) throws IOException {
        long usable = disk.getUsableSpace();
        if (saysFull(failure) || usable < Math.max(reserveBytes, 1 << 20)) {
            var full = new OutOfSpaceException(usable);
            full.addSuppressed(failure);
            throw full;
        }
        return failure;
    }

    /** ENOSPC and EDQUOT, in the words of the C library. */
    private static boolean saysFull(IOException failure) {
        var said = String.valueOf(failure.getMessage());
        return said.contains("No space left on device") || said.contains("Disk quota exceeded");
    }

    void released(Shelf shelf) {
        filling.lock();
        try {
            shelf.release();
            sealIfDone(shelf);
        } finally {
            filling.unlock();
        }
    }

    private void sealIfDone(Shelf shelf) {
        if (shelf != current && shelf.isIdle() && open.remove(shelf.number()) != null) {
            register.seal(shelf.number());
        }
    }

    private static void removeUnused(Shelf shelf) throws IOException {
        for (int file = shelf.taken(); file < shelf.prepared(); file++) {
            Files.deleteIfExists(shelf.folder().resolve(Location.fileName(file)));
        }
    }

    private Path folder(int shelf) {
        return folders.computeIfAbsent(shelf, number -> root.resolve(register.path(number)));
    }

    private Shelf nextShelf() throws IOException {
        try {
            return newShelf();
        } catch (IOException e) {
            throw explained(e);
        }
    }

    private Shelf newShelf() throws IOException {
        long random = ThreadLocalRandom.current().nextLong();
        var path =
                LocalDate.now(ZoneOffset.UTC).format(DAY)
                        + "/"
                        + HexFormat.of().toHexDigits(random);
        int number = register.open(path, node);
        var folder = root;
        for (var name : Path.of(path)) {
            var within = folder;
            folder = Files.createDirectories(within.resolve(name));
            sync(within);
        }
        var shelf = new Shelf(number, folder);
        open.put(number, shelf);
        return shelf;
    }

    /**
     * What a crash left whole without a row in the index, found by the start. Nobody was told that
     * it is stored; whoever indexes it, or {@link #discard}s it, says so by {@link #settle}.
     */
    public List<Location> leftWhole() {
        return List.copyOf(leftWhole);
    }

    /** What a crash left is dealt with: the shelves that it left open are sealed. */
    public void settle() {
        register.unsealed(node).stream()
                .filter(left -> left.shelf() != current.number())
                .forEach(left -> register.seal(left.shelf()));
        leftWhole.clear();
    }

    /** Where an object's file stands, relative to the root. */
    public String name(Location location) {
        return root.relativize(path(location)).toString();
    }

    /** Removes a file that the index does not name. */
    public void discard(Location location) throws IOException {
        Files.deleteIfExists(path(location));
    }

    /** The folders of the shelves on the disk, in order of time. */
    public List<String> shelves() throws IOException {
        return FoundShelf.paths(root);
    }

    /** A shelf on the disk, which the index knows from now on; empty while it is being filled. */
    public Optional<FoundShelf> shelf(String path) throws IOException {
        return register.isBeingFilled(path)
                ? Optional.empty()
                : Optional.of(FoundShelf.of(root, path, register));
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
                var number = FoundShelf.number(file);
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

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
