// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgeSettings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** What the hub last decided for this edge, for a start while the link is cut. */
final class KeptSettings {

    private final Path file;

    KeptSettings(Path folder) {
        this.file = folder.resolve("settings.json");
    }

    /** None where there are none, or none that can be read: the hub will say them again. */
    Optional<EdgeSettings> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(EdgeJson.read(Files.readString(file), EdgeSettings.class));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(EdgeSettings settings) throws IOException {
        var beside = file.resolveSibling("settings.new");
        Files.writeString(beside, EdgeJson.write(settings));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
