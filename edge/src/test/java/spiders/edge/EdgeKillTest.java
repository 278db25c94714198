// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.region.Retrieve;
import spiders.retrieval.TransferState;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The edge as a process of its own. */
class EdgeKillTest {

    private static final int SLICES = 60;

    @TempDir Path folder;
    private HikariDataSource database;

    @BeforeEach
    void database() {
        database = TestDatabases.fresh("security", "archive", "retrieval");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void an_edge_that_was_killed_sends_what_it_had_and_the_rest_is_fetched_once() throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), SLICES, 128);
        var settings =
                PacsSettings.of("LILLE", folder.resolve("pacs"))
                        .withFault(new Fault.Slow(Duration.ZERO, 400_000));
        try (var pacs = Pacs.start(settings);
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var link = CutLink.to(hub.port(), 1, 0)) {
            var first = start(site, link.port(), "-Xmx512m");
            hub.awaitEdge(EdgeSite.ID);
            var id = hub.searchAndOrder(hub.registerElodie()).getFirst();
            hub.await(id, transfer -> transfer.counts().received() >= SLICES / 6);
            // What comes from now on stays in the spool.
            link.down(true);
            int sent = pacs.counts().sent();
            while (pacs.counts().sent() < sent + SLICES / 6) {
                assertThat(first.isAlive()).isTrue();
                Thread.sleep(20);
            }
            first.destroyForcibly().waitFor();
            pacs.fault(new Fault.None());
            link.down(false);

            var second = start(site, link.port(), "-Xmx512m");
            try {
                var ended = hub.awaitFinal(id);

                assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
                assertThat(digests(hub, study)).isEqualTo(study.digests());
                // The object that was being written at the kill, and what was on the wire to it.
                assertThat(pacs.counts().sent()).isLessThanOrEqualTo(SLICES + 4);
            } finally {
                second.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void an_object_longer_than_the_heap_passes_through_it() throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 1, 5_792);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build())) {
            var edge = start(site, hub.port(), "-Xmx48m");
            try {
                hub.awaitEdge(EdgeSite.ID);

                var ended = hub.awaitFinal(hub.searchAndOrder(hub.registerElodie()).getFirst());

                assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
                assertThat(ended.counts().bytes()).isGreaterThan(48L << 20);
                assertThat(digests(hub, study)).isEqualTo(study.digests());
            } finally {
                edge.destroyForcibly().waitFor();
            }
        }
    }

    private static Process start(EdgeSite site, int port, String memory) throws IOException {
        return site.start("https://localhost:" + port, List.of(), memory);
    }

    private static Map<UID, String> digests(EdgeHub hub, SentStudy study) {
        return hub.archive.instances(study.uid()).stream()
                .collect(Collectors.toMap(StoredInstance::sopInstanceUID, StoredInstance::sha256));
    }
}
