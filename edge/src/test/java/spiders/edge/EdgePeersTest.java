// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.archive.StoredInstance;
import spiders.dicom.net.RemoteNode;
import spiders.edge.EdgeSite.Link;
import spiders.region.Retrieve;
import spiders.retrieval.TransferState;
import spiders.security.store.TestDatabases;
import spiders.testkit.peer.OrthancProcess;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An edge before a PACS that nobody here wrote. */
@Tag("peer")
class EdgePeersTest {

    private static final int SLICES = 12;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void a_study_of_orthanc_comes_over_a_link_that_is_cut(Retrieve way) throws Exception {
        var study = SentStudy.write(folder.resolve("files"), SLICES, 256);
        int port = freePort();
        var us = new RemoteNode(EdgeSite.TITLE, "127.0.0.1", port, false);
        Files.createDirectories(folder.resolve("peer"));
        try (var database = TestDatabases.fresh("security", "archive", "retrieval");
                var orthanc = OrthancProcess.start(folder.resolve("peer"), List.of(us));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(orthanc.node(), way).build());
                var link = CutLink.to(hub.port(), 11, 500_000);
                var _ = Edge.start(site.configuration(Link.to(link.port())).port(port).build())) {
            for (var sop : study.digests().keySet()) {
                orthanc.upload(folder.resolve("files").resolve(sop.value() + ".dcm"));
            }
            hub.awaitEdge(EdgeSite.ID);

            var id = hub.searchAndOrder(hub.registerElodie()).getFirst();
            var ended = hub.awaitFinal(id);

            assertThat(ended.state())
                    .as("%s %s", ended, hub.retrieval.transfers().attempts(id))
                    .isEqualTo(TransferState.VERIFIED);
            assertThat(hub.archive.instances(study.uid()))
                    .extracting(StoredInstance::sopInstanceUID)
                    .containsExactlyInAnyOrderElementsOf(study.digests().keySet());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
