// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

/** Whether the hub can do its work now: each part is asked, none is remembered. */
public final class Readiness {

    private static final int DATABASE_SECONDS = 2;

    private final DataSource database;
    private final Path data;
    private final long reserveBytes;
    private final BooleanSupplier dicomListens;

    /**
     * What one part answered.
     *
     * @param name as the answer of {@code /health/ready} spells it
     */
    public record Part(String name, boolean isReady) {}

    /**
     * Asks these parts.
     *
     * @param reserveBytes how much room the disk of the data must have for the hub to take more
     */
    public Readiness(
            DataSource database, Path data, long reserveBytes, BooleanSupplier dicomListens) {
        this.database = database;
        this.data = data;
        this.reserveBytes = reserveBytes;
        this.dicomListens = dicomListens;
    }

    /** Asks every part. */
    public List<Part> parts() {
        return List.of(
                new Part("database", isDatabaseReady()),
                new Part("disk", isDiskReady()),
                new Part("dicom", dicomListens.getAsBoolean()));
    }

    private boolean isDatabaseReady() {
        try (var connection = database.getConnection()) {
            return connection.isValid(DATABASE_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isDiskReady() {
        try {
            return Files.getFileStore(data).getUsableSpace() > reserveBytes;
        } catch (IOException e) {
            return false;
        }
    }
}
