// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval;

import spiders.archive.PatientIdentifier;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.security.store.DatabaseAccess;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** A hub in a process of its own, which a test kills: orders a study, and waits for its end. */
final class KilledHub {

    private KilledHub() {}

    /** The source of the tests, whoever the hub is that asks it. */
    static Source source(int port, String web, Retrieve way) {
        var node = new RemoteNode(new AETitle("LILLE"), "127.0.0.1", port, false);
        return Source.named("lille", "Lille")
                .dimse(node)
                .dicomWeb(URI.create(web))
                .issuer("LILLE")
                .patience(Duration.ofSeconds(30))
                .retrieve(java.util.List.of(way))
                .build();
    }

    /** Arguments: database address, user, password; folder; our port; source port, web, way. */
    public static void main(String[] arguments) throws Exception {
        var access = new DatabaseAccess(arguments[0], arguments[1], arguments[2]);
        var source =
                source(
                        Integer.parseInt(arguments[5]),
                        arguments[6],
                        Retrieve.valueOf(arguments[7]));
        try (var database = access.pool(6);
                var hub =
                        TestHub.open(
                                database,
                                Path.of(arguments[3]),
                                Integer.parseInt(arguments[4]),
                                source)) {
            var patient = hub.registerElodie(new PatientIdentifier("LILLE", "IPP-7"));
            var id = hub.searchAndOrder(patient).getFirst();
            System.out.println("ordered " + id);
            hub.awaitFinal(id);
        }
    }
}
