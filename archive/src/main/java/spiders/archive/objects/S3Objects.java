// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects in a bucket, for reading; how they stand there is said above {@link S3Store}. */
final class S3Objects implements StoredObjects {

    private static final int LEVELS = 4; // uuuu/MM/dd/shelf

    private final S3Bucket bucket;
    private final S3Blocks blocks;
    private final ShelfRegister register;
    private final Map<Integer, String> paths = new ConcurrentHashMap<>();

    S3Objects(S3Bucket bucket, ShelfRegister register) {
        this.bucket = bucket;
        this.blocks = new S3Blocks(bucket);
        this.register = register;
    }

    @Override
    public BulkDataSource source(Location location) {
        return (offset, length) -> opened(name(location), offset, length);
    }

    private InputStream opened(String key, long offset, long length) throws IOException {
        if (length == 0) {
            return InputStream.nullInputStream();
        }
        return length <= S3Blocks.SMALL
                ? blocks.open(key, offset, (int) length)
                : new S3Input(bucket, key, offset, length);
    }

    /** Keeps nothing of an object that was removed. */
    void forget(Location location) {
        blocks.forget(name(location));
    }

    @Override
    public long length(Location location) throws IOException {
        return bucket.length(name(location));
    }

    @Override
    public String name(Location location) {
        return paths.computeIfAbsent(location.shelf(), register::path) + "/" + location.fileName();
    }

    @Override
    public List<String> shelves() {
        var folders = List.of("");
        for (int level = 0; level < LEVELS; level++) {
            folders = folders.stream().flatMap(above -> bucket.folders(above).stream()).toList();
        }
        return folders.stream()
                .map(folder -> folder.substring(0, folder.length() - 1))
                .filter(FoundShelf::isPath)
                .sorted()
                .toList();
    }

    @Override
    public Optional<FoundShelf> shelf(String path) {
        return register.isBeingFilled(path)
                ? Optional.empty()
                : Optional.of(FoundShelf.of(path, files(path), register));
    }

    /** The numbers of the files on a shelf. */
    List<Integer> files(String shelf) {
        var numbers = new ArrayList<Integer>();
        for (var found : bucket.objects(shelf + "/")) {
            FoundShelf.file(found.key().substring(shelf.length() + 1)).ifPresent(numbers::add);
        }
        return numbers;
    }

    @Override
    public void close() {
        bucket.close();
    }
}
