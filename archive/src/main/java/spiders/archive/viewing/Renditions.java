// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.dicom.data.TransferSyntax;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Frames that were made for the eye, kept on this node's disk up to a number of bytes; those that
 * nobody asked for longest go first. All can be made again from the objects, so that the folder may
 * be lost or deleted at any time. Safe for use by threads.
 *
 * <pre>
 * folder = 2HEX "/" file
 * file   = digest "-" frame "-" uid ".frame"  ; SHA-256 of the object; frames count from 1
 * .frame = crc bytes                          ; CRC-32C of the bytes, 4 octets, big endian
 * </pre>
 */
public final class Renditions {

    /** Whose frame, which one, and in what. */
    public record Key(String sha256, int frame, TransferSyntax syntax) {

        private String name() {
            return "%s/%s-%d-%s.frame"
                    .formatted(sha256.substring(0, 2), sha256, frame, syntax.uid().value());
        }
    }

    /** Makes a frame. */
    @FunctionalInterface
    interface Maker {
        byte[] make() throws IOException, InterruptedException;
    }

    /** What a viewer shows step by step. */
    static final TransferSyntax STREAMED = TransferSyntax.HTJ2K_LOSSLESS_RPCL;

    private static final int HEADER = 4;
    private static final int LOCKS = 64;
    private static final int ASKED_AT_ONCE = 1000;
    private static final System.Logger LOG = System.getLogger(Renditions.class.getName());

    private final Path folder;
    private final long mostBytes;
    private final Map<String, Long> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final List<ReentrantLock> locks =
            IntStream.range(0, LOCKS).mapToObj(_ -> new ReentrantLock()).toList();
    private long bytes;

    /** Takes the folder for this process alone, with what is in it from before. */
    public Renditions(Path folder, long mostBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.mostBytes = mostBytes;
        takeStock();
    }

    /** Whether frames in a syntax are worth their room. */
    static boolean keeps(TransferSyntax syntax) {
        return syntax.equals(STREAMED);
    }

    private record Found(Path file, long size, long modified) {}

    private void takeStock() throws IOException {
        var found = new ArrayList<Found>();
        try (var files = Files.walk(folder, 2)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                if (file.toString().endsWith(".frame")) {
                    long modified = Files.getLastModifiedTime(file).toMillis();
                    found.add(new Found(file, Files.size(file), modified));
                } else {
                    Files.delete(file); // Left half-written by a crash.
                }
            }
        }
        found.sort(Comparator.comparingLong(Found::modified));
        for (var one : found) {
            note(folder.relativize(one.file()).toString(), one.size());
        }
    }

    /** The frame as it is kept, else as it is made; kept from then on, if the disk lets it. */
    byte[] get(Key key, Maker maker) throws IOException, InterruptedException {
        var lock = locks.get(Math.floorMod(key.hashCode(), LOCKS));
        lock.lockInterruptibly(); // Two who ask for the same frame have it made once.
        try {
            var before = read(key);
            if (before.isPresent()) {
                return before.get();
            }
            var made = maker.make();
            keep(key, made);
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes are kept. */
    public long bytes() {
        synchronized (kept) {
            return bytes;
        }
    }

    /** Says which objects are gone for good. */
    @FunctionalInterface
    public interface Gone {

        /** Those of the objects, by their SHA-256. */
        Set<String> among(Collection<String> digests);
    }

    /**
     * Deletes what is kept of objects that were removed, so that a removal leaves no image behind.
     *
     * @return how many frames
     */
    public int forget(Gone gone) throws IOException {
        int count = 0;
        var digests = new ArrayList<>(digests());
        for (int from = 0; from < digests.size(); from += ASKED_AT_ONCE) {
            var some = digests.subList(from, Math.min(from + ASKED_AT_ONCE, digests.size()));
            for (var name : forgotten(gone.among(some))) {
                Files.deleteIfExists(folder.resolve(name));
                count++;
            }
        }
        return count;
    }

    private Set<String> digests() {
        synchronized (kept) {
            return kept.keySet().stream().map(Renditions::digest).collect(Collectors.toSet());
        }
    }

    private static String digest(String name) {
        return name.substring(name.indexOf('/') + 1, name.indexOf('-'));
    }

    private List<String> forgotten(Set<String> digests) {
        var names = new ArrayList<String>();
        synchronized (kept) {
            var all = kept.entrySet().iterator();
            while (all.hasNext()) {
                var entry = all.next();
                if (digests.contains(digest(entry.getKey()))) {
                    names.add(entry.getKey());
                    bytes -= entry.getValue();
                    all.remove();
                }
            }
        }
        return names;
    }

    private Optional<byte[]> read(Key key) throws IOException {
        synchronized (kept) {
            if (kept.get(key.name()) == null) {
                return Optional.empty();
            }
        }
        byte[] all;
        try {
            all = Files.readAllBytes(folder.resolve(key.name()));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // Somebody deleted the folder: it is made again.
        }
        if (all.length <= HEADER
                || ByteBuffer.wrap(all).getInt() != crc(all, HEADER, all.length - HEADER)) {
            return Optional.empty(); // Not synced before the power went.
        }
        var frame = new byte[all.length - HEADER];
        System.arraycopy(all, HEADER, frame, 0, frame.length);
        return Optional.of(frame);
    }

    private void keep(Key key, byte[] frame) {
        var file = folder.resolve(key.name());
        var partial = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.resolveSibling(""));
            write(partial, frame);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
            for (var eldest : note(key.name(), frame.length + (long) HEADER)) {
                Files.deleteIfExists(folder.resolve(eldest));
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "A rendition cannot be kept", e);
        }
    }

    private static void write(Path file, byte[] frame) throws IOException {
        var crc = ByteBuffer.allocate(HEADER).putInt(crc(frame, 0, frame.length)).flip();
        var parts = new ByteBuffer[] {crc, ByteBuffer.wrap(frame)};
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (parts[1].hasRemaining()) {
                channel.write(parts);
            }
        }
    }

    /** Counts a file, and returns those that must go for it. */
    private List<String> note(String name, long size) {
        var going = new ArrayList<String>();
        synchronized (kept) {
            var before = kept.put(name, size);
            bytes += size - (before == null ? 0 : before);
            var eldest = kept.entrySet().iterator();
            while (bytes > mostBytes && eldest.hasNext()) {
                var entry = eldest.next();
                bytes -= entry.getValue();
                going.add(entry.getKey());
                eldest.remove();
            }
        }
        return going;
    }

    private static int crc(byte[] bytes, int offset, int length) {
        var crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
