// SPDX-License-Identifier: Apache-2.0
package spiders.server.backup;

import spiders.archive.store.VerificationTable;
import spiders.archive.store.VerificationTable.Indexed;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of a backup, back into a folder of objects. */
final class RestoredObjects {

    private static final int NAMED = 20;

    private final Vault vault;
    private final Path objects;
    private final Manifest.Objects listed;
    private final Set<String> absent;
    private final Backup.Progress progress;
    private long done;

    RestoredObjects(Vault vault, Path objects, Manifest.Objects listed, Backup.Progress progress) {
        this.vault = vault;
        this.objects = objects;
        this.listed = listed;
        this.absent =
                listed.absent().stream()
                        .map(line -> line.substring(0, line.indexOf(": ")))
                        .collect(Collectors.toUnmodifiableSet());
        this.progress = progress;
    }

    /** What is done with some objects of the index. */
    private interface Step {
        void with(List<Indexed> page) throws IOException;
    }

    /** Copies what the rows name, having looked first whether all of it is there. */
    void copyAll(VerificationTable index) throws IOException {
        var wrong = new ArrayList<String>();
        each(index, page -> wrong.addAll(missing(page)));
        if (!wrong.isEmpty()) {
            throw new DamagedException(
                    wrong.getFirst(),
                    "is missing from the backup or cut; %d objects are, among them %s"
                            .formatted(
                                    wrong.size(),
                                    wrong.stream().limit(NAMED).collect(Collectors.joining(", "))));
        }
        Files.createDirectories(objects);
        each(index, this::copy);
    }

    private void each(VerificationTable index, Step step) throws IOException {
        for (var pages = new ObjectPages(index); pages.hasNext(); ) {
            var wanted =
                    pages.next().stream()
                            .filter(object -> !absent.contains(ObjectCopies.name(object)))
                            .toList();
            step.with(wanted);
        }
    }

    private List<String> missing(List<Indexed> page) throws IOException {
        var missing = new ArrayList<String>();
        for (var object : page) {
            var file = BackupFolder.objectFile(ObjectCopies.name(object));
            if (!vault.has(file, ObjectCopies.length(object))) {
                missing.add(file);
            }
        }
        return missing;
    }

    private void copy(List<Indexed> page) throws IOException {
        var folders = new HashSet<Path>();
        for (var object : page) {
            var file = objects.resolve(ObjectCopies.name(object));
            folders.add(file.resolveSibling(""));
            if (!isThere(file, object)) {
                copy(object, file);
            }
            done++;
        }
        for (var folder : folders) {
            sync(folder);
        }
        progress.at("objects", done, listed.count());
    }

    /** Left by a restore that was stopped; that it is whole, the verification at the end says. */
    private static boolean isThere(Path file, Indexed object) throws IOException {
        return Files.exists(file) && Files.size(file) == ObjectCopies.length(object);
    }

    private void copy(Indexed object, Path file) throws IOException {
        Files.createDirectories(file.resolveSibling(""));
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var channel =
                FileChannel.open(
                        part,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ObjectCopies.copyTo(vault, object, Channels.newOutputStream(channel));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
