// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.dicom.net.RemoteNode;
import spiders.edge.EdgeSite.Link;
import spiders.region.FetchWindow;
import spiders.region.Retrieve;
import spiders.retrieval.TransferState;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

/** A PACS behind an edge is spared as one before the hub is. */
class SparedSourceTest {

    private static final int SLICES = 10;
    private static final int SIDE = 160;
    private static final double BYTES_PER_SECOND = 250_000;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void no_more_is_fetched_than_its_hours_allow(Retrieve way) throws Exception {
        SentStudy.write(folder.resolve("pacs"), SLICES, SIDE);
        int port = freePort();
        var settings =
                PacsSettings.of("LILLE", folder.resolve("pacs"))
                        .withDestination(new RemoteNode(EdgeSite.TITLE, "127.0.0.1", port, false));
        try (var database = TestDatabases.fresh("security", "archive", "retrieval");
                var pacs = Pacs.start(settings);
                var site = EdgeSite.of(folder)) {
            var allDay = FetchWindow.limited("00:00-00:00 250 kB/s");
            var source = site.source(pacs.node(), way).windows(List.of(allDay)).build();
            try (var hub = site.hub(database, source);
                    var _ =
                            Edge.start(
                                    site.configuration(Link.to(hub.port())).port(port).build())) {
                hub.awaitEdge(EdgeSite.ID);
                long start = System.nanoTime();

                var ended = hub.awaitFinal(hub.searchAndOrder(hub.registerElodie()).getFirst());

                assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
                double seconds = (System.nanoTime() - start) / 1e9;
                double bytes = SLICES * SIDE * SIDE * 2.0;
                assertThat(seconds).isGreaterThan(0.9 * bytes / BYTES_PER_SECOND);
            }
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
