// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.archive.ObjectPlace.Bucket;
import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects in a bucket of an S3-compatible store, one key each, immutable. No part of a key comes
 * from outside.
 *
 * <pre>
 * key     = [prefix "/"] day "/" shelf "/" file
 * day, shelf, file                         ; as DiskStore has them, and so are the bytes
 * </pre>
 *
 * <p>An object is received into a file of the spool, closed with its {@link Seal}, and sent when it
 * is whole: in one request up to {@value #PARTS_ABOVE} bytes, in parts above. It is durable when
 * the store has accepted it, with the MD5 of what was sent. The store makes a key appear whole or
 * not at all, so nothing in it is ever half-written; a key that the index does not name is of a
 * sender that was not told success.
 *
 * <p>The start empties the spool, and aborts the uploads that this node left without an end. Nodes
 * may share a bucket and a prefix, each under its own name.
 */
final class S3Store implements ObjectStore {

    private static final System.Logger LOG = System.getLogger(S3Store.class.getName());

    /** An object of more is sent in parts. */
    private static final long PARTS_ABOVE = 32L << 20;

    private static final String SPOOLED = ".part";

    private final String node;
    private final ShelfRegister register;
    private final Path spool;
    private final NodeLock lock;
    private final Room room;
    private final S3Bucket bucket;
    private final S3Objects objects;
    private final List<Location> leftWhole = new ArrayList<>();
    private final Filling filling;

    /** Takes the spool for this process alone, sees to what a crash left, and opens a shelf. */
    S3Store(Bucket place, Filler filler) throws IOException {
        this.node = filler.node();
        this.register = filler.register();
        this.spool = Files.createDirectories(place.spool()).toRealPath();
        this.lock = NodeLock.take(spool, node);
        this.room = new Room(spool, filler.reserveBytes());
        boolean isOpened = false;
        try {
            emptySpool();
            this.bucket = S3Bucket.open(place);
            this.objects = new S3Objects(bucket, register);
            sweep();
            this.filling = new Filling(register, node, filler.clock(), new Keys());
            isOpened = true;
        } finally {
            if (!isOpened) {
                lock.close();
            }
        }
    }

    private void emptySpool() throws IOException {
        try (var files = Files.newDirectoryStream(spool, "*" + SPOOLED)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
    }

    @Override
    public ObjectWriter begin() throws IOException {
        room.require();
        try {
            return filling.begin(this::writer);
        } catch (IOException e) {
            throw room.explained(e);
        }
    }

    @Override
    public Scratch scratch() throws IOException {
        return Scratch.open(spool, room);
    }

    private ObjectWriter writer(Shelf shelf, int number) throws IOException {
        var file = spool.resolve("%d-%04x%s".formatted(shelf.number(), number, SPOOLED));
        Files.deleteIfExists(file);
        Files.createFile(file);
        return new SpoolWriter(shelf, new Location(shelf.number(), number), file);
    }

    /** One object on its way to the store. */
    private final class SpoolWriter extends ObjectWriter {

        private final Shelf shelf;
        private final Path file;
        private final String key;
        private boolean isSent;

        SpoolWriter(Shelf shelf, Location location, Path file) throws IOException {
            super(location, file, room);
            this.shelf = shelf;
            this.file = file;
            this.key = shelf.path() + "/" + location.fileName();
        }

        @Override
        public boolean isSyncBrief() {
            return false;
        }

        @Override
        void synced() throws IOException {
            isSent = true; // Whatever the answer will be.
            long length = Files.size(file);
            if (length > PARTS_ABOVE) {
                bucket.parts(key).upload(file);
                bucket.requireLength(key, length);
                return;
            }
            try (var in = Files.newInputStream(file)) {
                var md5 = MD5.of(in);
                bucket.put(key, file, md5.base64(), md5.hex());
            }
        }

        @Override
        void ended(boolean kept) throws IOException {
            try {
                Files.deleteIfExists(file);
                if (!kept && isSent) {
                    takeBack();
                }
            } finally {
                filling.released(shelf);
            }
        }

        /** Nobody was told success; what the store keeps all the same, a verification names. */
        private void takeBack() {
            try {
                bucket.tryToDelete(key);
            } catch (StoreUnavailableException | Persistence.AnswerException e) {
                LOG.log(System.Logger.Level.WARNING, "{0} may stay without a row", key);
            }
        }
    }

    /** Keys need no place that is made before. */
    private static final class Keys implements Filling.Ground {

        @Override
        public void lay(Shelf shelf) {
            // A key's folders are part of its name.
        }

        @Override
        public void prepare(Shelf shelf) {
            // A key is there with its object.
        }

        @Override
        public void clear(Shelf shelf) {
            // Nothing was made ahead.
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
    public List<String> shelves() {
        return objects.shelves();
    }

    @Override
    public Optional<FoundShelf> shelf(String path) {
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
    public void discard(Location location) {
        bucket.delete(name(location));
        objects.forget(location);
    }

    @Override
    public void remove(List<Location> locations) {
        for (var location : locations) {
            bucket.delete(name(location));
            objects.forget(location);
        }
    }

    @Override
    public Condition condition() {
        var trouble = bucket.trouble();
        if (!trouble.isEmpty()) {
            return new Condition.Down("The object store " + trouble);
        }
        try {
            return room.isEnough() ? new Condition.Up() : new Condition.Full();
        } catch (IOException e) {
            return new Condition.Down("The disk of the spool does not answer");
        }
    }

    @Override
    public void close() throws IOException {
        filling.close();
        objects.close();
        lock.close();
    }

    private void sweep() throws IOException {
        var left = register.unsealed(node);
        if (!left.isEmpty()) {
            bucket.abortUploads(key -> left.stream().anyMatch(one -> key.startsWith(one.path())));
        }
        for (var shelf : left) {
            var indexed = register.indexedFiles(shelf.shelf());
            for (int file : objects.files(shelf.path())) {
                if (!indexed.contains(file)) {
                    sweep(new Location(shelf.shelf(), file));
                }
            }
        }
    }

    /** What has a seal is an object whose row is missing; what has none, no archive has sent. */
    private void sweep(Location location) throws IOException {
        boolean isWhole;
        try (var in = source(location).open(0, length(location))) {
            isWhole = Seal.of(in).isPresent();
        }
        if (isWhole) {
            leftWhole.add(location);
        } else {
            discard(location);
        }
    }
}
