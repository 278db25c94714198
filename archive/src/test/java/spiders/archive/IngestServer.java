// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import spiders.archive.dimse.StorageProvider;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.security.store.EmbeddedPostgres;
import spiders.security.store.Migrations;

import java.nio.file.Path;
import java.util.List;

/**
 * A whole storage service in a process of its own, for the tests that kill it and the figures of
 * ingest: {@code FOLDER [PORT]}. Prints {@code READY port}, and runs until it is killed.
 */
final class IngestServer {

    private IngestServer() {}

    public static void main(String... arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        var postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
        var database = postgres.access().pool(8);
        Migrations.run(database, "archive");
        var settings = new ArchiveSettings(folder.resolve("objects"), "test", 0);
        var archive = new Archive(settings, database, List.of());
        var provider =
                new StorageProvider(
                        archive, _ -> {}, caller -> new Origin(caller.value(), "CHU-ANGERS"));
        try (var server =
                provider.serve(AssociationServer.builder(new AETitle("SPIDERS")))
                        .callers(Callers.any())
                        .port(port)
                        .start()) {
            System.out.println("READY " + server.port().orElseThrow());
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
