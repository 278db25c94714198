// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of its own, so small that it fills; in memory. Only root may mount one. */
public final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Mounts it at a folder, which is created, as only root may; close it after use. */
    public static SmallDisk mount(Path folder, int kilobytes) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", size(kilobytes), "spiders-test", folder.toString());
        return new SmallDisk(folder);
    }

    /** Makes room; what is on it stays. */
    public void grow(int kilobytes) {
        run("mount", "-o", "remount," + size(kilobytes), folder.toString());
    }

    /** Where it is mounted. */
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        run("umount", folder.toString());
    }

    private static String size(int kilobytes) {
        return "size=%dk".formatted(kilobytes);
    }

    private static void run(String... command) {
        var result = PeerCommand.run(Path.of("/"), command);
        if (result.exitCode() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + result.output());
        }
    }
}
