// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.demo.imaging.Catalogue;
import spiders.demo.imaging.Examination;
import spiders.dicom.io.Part10;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Examinations for tests, written to a folder. */
final class TestExams {

    static final Catalogue CATALOGUE = new Catalogue(LocalDate.of(2026, 11, 22));

    private TestExams() {}

    /** Writes the first {@code count} objects of an examination; returns the folder. */
    static Path write(Path folder, Examination examination, int count) throws IOException {
        return write(folder, "", examination.objects().subList(0, count));
    }

    /** Writes some objects into files whose names begin so; returns the folder. */
    static Path write(Path folder, String prefix, List<Examination.Task> objects)
            throws IOException {
        Files.createDirectories(folder);
        int number = 0;
        for (var task : objects) {
            var file = folder.resolve("%s%04d.dcm".formatted(prefix, ++number));
            try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
                Part10.write(out, task.object().call(), task.transferSyntax());
            } catch (IOException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException("A synthetic object cannot be made", e);
            }
        }
        return folder;
    }
}
