// SPDX-License-Identifier: Apache-2.0
package spiders.archive.objects;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder held by one process of a node. */
final class NodeLock implements AutoCloseable {

    private final FileChannel file;
    private final FileLock lock;

    private NodeLock(FileChannel file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /** Takes the folder; throws where another process of this node has it. */
    static NodeLock take(Path folder, String node) throws IOException {
        var file =
                FileChannel.open(
                        folder.resolve(".lock." + node.replaceAll("[^A-Za-z0-9-]", "_")),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            var taken = file.tryLock();
            if (taken != null) {
                return new NodeLock(file, taken);
            }
        } catch (OverlappingFileLockException e) {
            // Taken by this very process: the same answer.
        }
        file.close();
        throw new IOException("Another archive of node %s uses %s".formatted(node, folder));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        file.close();
    }
}
