// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The room on the disk of a folder. */
public final class DiskCheckup implements Checkup {

    private final Path folder;
    private final long reserveBytes;
    private final long warningBytes;

    /**
     * Of the disk of a folder.
     *
     * @param reserveBytes below which no object is taken
     * @param warningBytes below which somebody should make room
     */
    public DiskCheckup(Path folder, long reserveBytes, long warningBytes) {
        this.folder = folder;
        this.reserveBytes = reserveBytes;
        this.warningBytes = warningBytes;
    }

    /** What is usable now. */
    public long usableBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Finding> look() {
        long usable = usableBytes();
        if (usable < reserveBytes) {
            return List.of(new Finding(Reason.DISK_FULL, usable + " bytes left"));
        }
        return usable < warningBytes
                ? List.of(new Finding(Reason.DISK_LOW, usable + " bytes left"))
                : List.of();
    }

    @Override
    public Reason otherwise() {
        return Reason.DISK_FULL;
    }
}
