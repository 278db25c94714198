// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/** The room on a disk, of which a reserve stays free for others. */
final class Room {

    private final FileStore disk;
    private final long reserveBytes;

    Room(Path folder, long reserveBytes) throws IOException {
        this.disk = Files.getFileStore(folder);
        this.reserveBytes = reserveBytes;
    }

    /** Throws {@link OutOfSpaceException} where no more than the reserve is free. */
    void require() throws IOException {
        long usable = disk.getUsableSpace();
        if (usable < reserveBytes) {
            throw new OutOfSpaceException(usable);
        }
    }

    boolean isEnough() throws IOException {
        return disk.getUsableSpace() >= reserveBytes;
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
}
