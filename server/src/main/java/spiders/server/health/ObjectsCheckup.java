// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Writes, syncs, reads and removes a file beside the objects. */
public final class ObjectsCheckup implements Checkup {

    private static final byte[] CONTENT = {'S', 'P', 'I', 'D', 'E', 'R', 'S'};

    private final Path folder;
    private final Path probe;

    /** Of a folder of objects, by this node. */
    public ObjectsCheckup(Path folder, String node) {
        this.folder = folder;
        this.probe = folder.resolve(".probe." + node.replaceAll("[^A-Za-z0-9-]", "_"));
    }

    @Override
    public List<Finding> look() {
        if (!Files.isDirectory(folder)) {
            return List.of(new Finding(Reason.OBJECTS_DOWN, folder + " is not there"));
        }
        try {
            return writtenAndRead()
                    ? List.of()
                    : List.of(new Finding(Reason.OBJECTS_DOWN, "what is written reads otherwise"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean writtenAndRead() throws IOException {
        try (var channel =
                FileChannel.open(
                        probe,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(CONTENT));
            channel.force(false);
        }
        boolean isSame = java.util.Arrays.equals(Files.readAllBytes(probe), CONTENT);
        Files.deleteIfExists(probe);
        return isSame;
    }

    @Override
    public Reason otherwise() {
        return Reason.OBJECTS_DOWN;
    }
}
