// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder with any number of backups of one hub, which share the copies of its objects.
 *
 * <pre>
 * folder    = "backup.json"                          ; format and name of the key, in the clear
 *             "objects/" shelf "/" file              ; encrypted, as the object store names them
 *             "snapshots/" id "/" schema "." table   ; encrypted: gzip of the text of COPY
 *             "snapshots/" id "/manifest"            ; encrypted, written last
 * id        = 8DIGIT "T" 9DIGIT "Z-" 8HEX            ; when it was begun, UTC
 * </pre>
 *
 * A snapshot without manifest was never finished. Older snapshots may be deleted, a folder each.
 */
public final class BackupFolder implements AutoCloseable {

    private static final int FORMAT = 1;
    private static final String HEAD = "backup.json";
    private static final String SNAPSHOTS = "snapshots";
    private static final String MANIFEST = "manifest";
    private static final int MANIFEST_LIMIT = 64 << 20;
    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{9}Z-[0-9a-f]{8}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Vault vault;
    private final Optional<FileChannel> lock;

    private record Head(int format, String key) {}

    private BackupFolder(Vault vault, Optional<FileChannel> lock) {
        this.vault = vault;
        this.lock = lock;
    }

    /** A folder to write one more backup in, for this process alone; a new one is begun. */
    public static BackupFolder toWrite(Path root, BackupKey key) throws IOException {
        Files.createDirectories(root);
        if (!Files.exists(root.resolve(HEAD))) {
            begin(root, key);
        }
        checkKey(root, key);
        var folder = new BackupFolder(new Vault(root, key), Optional.of(lock(root)));
        folder.removeUnfinished();
        return folder;
    }

    private static void begin(Path root, BackupKey key) throws IOException {
        try (var files = Files.list(root)) {
            if (files.anyMatch(file -> !file.getFileName().toString().equals("lost+found"))) {
                throw new BackupException(
                        "%s holds other files: give an empty folder, or that of earlier backups"
                                .formatted(root));
            }
        }
        var fresh = root.resolve(HEAD + ".part");
        Files.write(
                fresh,
                JSON.writeValueAsBytes(new Head(FORMAT, key.name())),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                StandardOpenOption.SYNC);
        Files.move(fresh, root.resolve(HEAD), StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileChannel lock(Path root) throws IOException {
        var channel =
                FileChannel.open(
                        root.resolve(HEAD), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Held by this very process: the same answer.
        }
        channel.close();
        throw new BackupException("another backup is being written to %s".formatted(root));
    }

    /** A folder to read. */
    public static BackupFolder toRead(Path root, BackupKey key) throws IOException {
        checkKey(root, key);
        return new BackupFolder(new Vault(root, key), Optional.empty());
    }

    private static void checkKey(Path root, BackupKey key) throws IOException {
        Head head;
        try {
            head = JSON.readValue(Files.readAllBytes(root.resolve(HEAD)), Head.class);
        } catch (NoSuchFileException e) {
            throw new BackupException("%s holds no backup: it has no %s".formatted(root, HEAD), e);
        } catch (JacksonException e) {
            throw new DamagedException(HEAD, "is not what was written", e);
        }
        if (head.format() != FORMAT) {
            throw new DamagedException(HEAD, "names a format that is not known here");
        }
        if (!key.name().equals(head.key())) {
            throw new BackupException(
                    "wrong key: this backup needs key %s, and the key file holds %s"
                            .formatted(head.key(), key.name()));
        }
    }

    private void removeUnfinished() throws IOException {
        for (var id : snapshots()) {
            if (!isFinished(id)) {
                delete(vault.root().resolve(SNAPSHOTS).resolve(id));
            }
        }
    }

    /** Removes a folder with what is in it. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The finished snapshot to restore: the one that is named, or the newest. */
    Manifest manifest(Optional<String> wanted) throws IOException {
        var finished = snapshots().stream().filter(this::isFinished).toList();
        if (finished.isEmpty()) {
            throw new BackupException("%s holds no finished backup".formatted(vault.root()));
        }
        var id = wanted.orElseGet(finished::getLast);
        if (!finished.contains(id)) {
            throw new BackupException(
                    "there is no finished backup %s; there are %s"
                            .formatted(id, String.join(", ", finished)));
        }
        return readManifest(id);
    }

    private Manifest readManifest(String id) throws IOException {
        var file = file(id, MANIFEST);
        try (var in = vault.read(file, file)) {
            var manifest = JSON.readValue(in.readNBytes(MANIFEST_LIMIT), Manifest.class);
            if (manifest.format() != FORMAT || !manifest.id().equals(id)) {
                throw new DamagedException(file, "is that of another backup");
            }
            return manifest;
        } catch (JacksonException e) {
            throw new DamagedException(file, "is not a manifest", e);
        }
    }

    /** Writes the manifest, by which the snapshot is finished. */
    void finish(Manifest manifest) throws IOException {
        var file = file(manifest.id(), MANIFEST);
        vault.syncFolder(SNAPSHOTS + "/" + manifest.id());
        vault.write(file, file, out -> out.write(JSON.writeValueAsBytes(manifest)));
        vault.syncFolder(SNAPSHOTS + "/" + manifest.id());
        vault.syncFolder(SNAPSHOTS);
        vault.syncFolder("");
    }

    /** Ids of all snapshots, in order of time. */
    private List<String> snapshots() throws IOException {
        var folder = vault.root().resolve(SNAPSHOTS);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .sorted()
                    .toList();
        }
    }

    private boolean isFinished(String id) {
        return Files.exists(vault.root().resolve(file(id, MANIFEST)));
    }

    Vault vault() {
        return vault;
    }

    /** The file of a part of a snapshot; it is bound to this name. */
    static String file(String id, String part) {
        return SNAPSHOTS + "/" + id + "/" + part;
    }

    /** The file of an object; it is bound to this name. */
    static String objectFile(String object) {
        return "objects/" + object;
    }

    @Override
    public void close() throws IOException {
        if (lock.isPresent()) {
            lock.get().close();
        }
    }
}
