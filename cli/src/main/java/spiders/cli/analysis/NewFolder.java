// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/** An empty or new folder for a series, which is there whole or not at all. */
final class NewFolder {

    private final Path folder;

    private NewFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The folder, of which nothing is made yet.
     *
     * @throws IllegalArgumentException if something is in it, such as the sources of the series
     */
    static NewFolder of(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new IllegalArgumentException(folder + " is not empty");
                }
            }
        } else if (Files.exists(folder)) {
            throw new IllegalArgumentException(folder + " is no folder");
        }
        return new NewFolder(folder);
    }

    /** Writes images under their SOP Instance UIDs. */
    void write(List<DataSet> images) throws IOException {
        var whole = folder.toAbsolutePath();
        var part =
                whole.resolveSibling(
                        "%s.%s.part".formatted(whole.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(part);
            for (var image : images) {
                write(image, part);
            }
            Files.move(part, whole, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            remove(part);
        }
    }

    private static void write(DataSet image, Path folder) throws IOException {
        var file = folder.resolve(image.string(Tags.SOPInstanceUID).orElse("") + ".dcm");
        try (var stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            Part10.write(stream, image, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
        }
    }

    /** What a full disk left. */
    private static void remove(Path part) throws IOException {
        if (Files.isDirectory(part)) {
            try (var files = Files.list(part)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(part);
        }
    }
}
