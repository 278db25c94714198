// SPDX-License-Identifier: Apache-2.0
package spiders.security.store;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** The PostgreSQL programs, unpacked from the class path once per folder and version. */
record PostgresPrograms(Path home) {

    static final String VERSION = "18.6.0";

    /** Unpacks below {@code folder} unless it is there; several processes may do so at once. */
    static PostgresPrograms in(Path folder) {
        var home = folder.resolve("postgresql-" + VERSION);
        if (Files.isDirectory(home)) {
            return new PostgresPrograms(home);
        }
        try (var packed = PostgresPrograms.class.getResourceAsStream(resource())) {
            if (packed == null) {
                throw new PostgresStartException(
                        "The embedded PostgreSQL is packed for Linux on x86-64, not for this"
                                + " machine; give an external one as database.url");
            }
            Files.createDirectories(folder);
            var fresh = Files.createTempDirectory(folder, "unpacking-");
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            unpack(packed, fresh);
            publish(fresh, home);
            return new PostgresPrograms(home);
        } catch (IOException e) {
            throw new PostgresStartException(
                    "The PostgreSQL programs cannot be unpacked into %s: %s".formatted(folder, e),
                    e);
        }
    }

    /** The path of one program, such as {@code initdb}. */
    String path(String program) {
        return home.resolve("bin").resolve(program).toString();
    }

    private static String resource() {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch");
        var packed = os.equals("linux") && arch.equals("amd64") ? "linux-x86_64" : os + "-" + arch;
        return "/postgres-" + packed + ".txz";
    }

    private static void unpack(InputStream packed, Path into) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(tar, entry, into.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file)
            throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, file);
        var executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(
                file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void publish(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home);
        } catch (FileAlreadyExistsException e) {
            Folders.delete(fresh); // Another process was quicker; its copy is the same.
        }
    }
}
