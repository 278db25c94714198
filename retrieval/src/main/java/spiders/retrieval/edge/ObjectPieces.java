// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Long objects while they come in pieces: each a file that grows at its end. A file that a power
 * cut left wrong is found so by its digest once it is whole, and begun anew.
 */
final class ObjectPieces {

    /** An edge that leaves more begun objects behind loses the oldest. */
    private static final int MOST_FILES = 64;

    private final Path folder;

    /** What has not grown for this long is forgotten. */
    private static final Duration KEPT = Duration.ofDays(3);

    private static final int LOCKS = 256;

    private final List<ReentrantLock> locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toList();

    ObjectPieces(Path folder) {
        this.folder = folder;
    }

    /** Holds an object's file against every other request for the same object, and some others. */
    ReentrantLock lock(String edge, EdgePiece piece) {
        return locks.get(Math.floorMod(file(edge, piece).hashCode(), LOCKS));
    }

    /** Whether the rest of the object fits on the disk. */
    boolean hasRoom(String edge, EdgePiece piece) throws IOException {
        Files.createDirectories(folder);
        long rest = piece.length() - length(edge, piece);
        return Files.getFileStore(folder).getUsableSpace() > rest;
    }

    /** How much of the object is here. */
    long length(String edge, EdgePiece piece) throws IOException {
        var file = file(edge, piece);
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /** Puts the piece where it belongs, which is the end; returns the new length. */
    long append(String edge, EdgePiece piece, byte[] bytes) throws IOException {
        var file = file(edge, piece);
        if (piece.offset() == 0) {
            Files.createDirectories(folder.resolve(edge));
            removeForgotten();
            removeOldest(folder.resolve(edge));
        }
        try (var out =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            out.truncate(piece.offset());
            out.position(piece.offset());
            var left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                out.write(left);
            }
            return out.size();
        }
    }

    Path file(String edge, EdgePiece piece) {
        return folder.resolve(edge).resolve(piece.sopInstanceUID() + "-" + piece.sha256());
    }

    void remove(String edge, EdgePiece piece) throws IOException {
        Files.deleteIfExists(file(edge, piece));
    }

    /** Of every edge: one that never calls again tidies nothing up. */
    private void removeForgotten() throws IOException {
        var end = Instant.now().minus(KEPT);
        List<Path> old;
        try (var found = Files.find(folder, 2, (_, about) -> about.isRegularFile())) {
            old = found.filter(file -> changed(file).isBefore(end)).toList();
        } catch (UncheckedIOException e) {
            return; // One that went meanwhile: the next object looks again.
        }
        for (var file : old) {
            Files.deleteIfExists(file);
        }
    }

    private static void removeOldest(Path edge) throws IOException {
        List<Path> files;
        try (var found = Files.list(edge)) {
            files = found.sorted(Comparator.comparing(ObjectPieces::changed)).toList();
        }
        for (var file : files.subList(0, Math.max(0, files.size() - MOST_FILES + 1))) {
            Files.deleteIfExists(file);
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
