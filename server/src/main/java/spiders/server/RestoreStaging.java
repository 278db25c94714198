// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;

/**
 * The folder {@code .restoring} of a data folder: what is being restored, until all of it is moved
 * into its place. While it is there no hub starts on that data folder.
 */
final class RestoreStaging {

    private static final List<String> PARTS = List.of("objects", "postgresql");

    private final Path data;
    private final Path folder;

    RestoreStaging(Path data) {
        this.data = data;
        this.folder = data.resolve(".restoring");
    }

    Path folder() {
        return folder;
    }

    /** Whether a restore has begun here and is not over. */
    boolean isThere() {
        return Files.exists(folder);
    }

    /** Whether the hub's own place for a part is still empty. */
    boolean isFree(String part) throws IOException {
        var place = data.resolve(part);
        if (!Files.exists(place)) {
            return true;
        }
        try (var files = Files.list(place)) {
            return files.findAny().isEmpty();
        }
    }

    /** All is verified: from now on a restore only has to move it. */
    void complete() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("verified"),
                "",
                StandardOpenOption.CREATE,
                StandardOpenOption.SYNC,
                StandardOpenOption.WRITE);
        sync(folder);
    }

    boolean isComplete() {
        return Files.exists(folder.resolve("verified"));
    }

    /** Moves what is still here; may be stopped and called again. */
    void moveIntoPlace() throws IOException {
        for (var part : PARTS) {
            if (Files.exists(folder.resolve(part))) {
                Files.deleteIfExists(data.resolve(part)); // An empty folder, or nothing.
                Files.move(
                        folder.resolve(part), data.resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        sync(data);
    }

    void remove() throws IOException {
        delete(folder);
        sync(data);
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes a folder with what is in it; one that is not there is no error. */
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
}
