// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.dicom.net.RemoteNode;
import spiders.edge.EdgeSite.Link;
import spiders.region.Retrieve;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.TransferState;
import spiders.retrieval.edge.EdgePiece;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

class EdgeTest {

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
    void a_search_reaches_the_pacs_behind_an_edge() throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 3, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var _ = Edge.start(site.configuration(Link.to(hub.port())).build())) {
            hub.awaitEdge(EdgeSite.ID);

            var found = hub.search(hub.registerElodie());

            assertThat(found.answers()).singleElement().isInstanceOf(SourceAnswer.Found.class);
            assertThat(found.offers())
                    .singleElement()
                    .satisfies(
                            offer -> assertThat(offer.studyInstanceUID()).isEqualTo(study.uid()));
        }
    }

    @Test
    void a_pacs_behind_an_edge_is_asked_whether_it_is_there() throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder)) {
            var source = site.source(pacs.node(), Retrieve.GET).build();
            try (var hub = site.hub(database, source);
                    var _ = Edge.start(site.configuration(Link.to(hub.port())).build())) {
                hub.awaitEdge(EdgeSite.ID);

                assertThat(hub.retrieval.edges().echo(source)).startsWith("C-ECHO");
                assertThat(pacs.counts().echoes()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Retrieve.class,
            names = {"GET", "MOVE"})
    void a_study_comes_by_each_way_byte_for_byte(Retrieve way) throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 12, 64);
        int port = freePort();
        var settings =
                PacsSettings.of("LILLE", folder.resolve("pacs"))
                        .withDestination(new RemoteNode(EdgeSite.TITLE, "127.0.0.1", port, false));
        try (var pacs = Pacs.start(settings);
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), way).build());
                var _ = Edge.start(site.configuration(Link.to(hub.port())).port(port).build())) {
            hub.awaitEdge(EdgeSite.ID);

            var ended = hub.awaitFinal(hub.searchAndOrder(hub.registerElodie()).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(ended.counts().verified()).isEqualTo(12);
            assertThat(digests(hub, study)).isEqualTo(study.digests());
            assertThat(pacs.counts().sent()).isEqualTo(12);
            assertThat(leftInSpool()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void over_a_link_that_is_cut_at_random_everything_arrives_and_once(long seed) throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 40, 256);
        long bytes = 40L * 256 * 256 * 2;
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var link = CutLink.to(hub.port(), seed, 400_000);
                var _ = Edge.start(site.configuration(Link.to(link.port())).build())) {
            hub.awaitEdge(EdgeSite.ID);

            var ended = hub.awaitFinal(hub.searchAndOrder(hub.registerElodie()).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(digests(hub, study)).isEqualTo(study.digests());
            assertThat(link.cuts()).isPositive();
            assertThat(pacs.counts().sent()).isEqualTo(40);
            // Beside the objects, what was under way at each cut, by at most four senders.
            assertThat(link.up()).isLessThan(bytes + (link.cuts() + 4L) * 256 * 256 * 2 * 2);
        }
    }

    @Test
    void a_long_object_goes_on_where_the_link_was_cut() throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 1, 4_096);
        long bytes = 4_096L * 4_096 * 2;
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var link = CutLink.to(hub.port(), 7, 6_000_000);
                var _ = Edge.start(site.configuration(Link.to(link.port())).build())) {
            hub.awaitEdge(EdgeSite.ID);

            var ended = hub.awaitFinal(hub.searchAndOrder(hub.registerElodie()).getFirst());

            assertThat(ended.state()).isEqualTo(TransferState.VERIFIED);
            assertThat(digests(hub, study)).isEqualTo(study.digests());
            assertThat(pacs.counts().sent()).isEqualTo(1);
            assertThat(link.up())
                    .isLessThan(bytes + (link.cuts() + 1L) * EdgePiece.MOST + (1 << 20));
            assertThat(folder.resolve("hub/pieces/" + EdgeSite.ID)).isEmptyDirectory();
        }
    }

    private int leftInSpool() throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            try (var files = Files.walk(folder.resolve("spool"))) {
                long objects = files.filter(file -> file.toString().endsWith(".object")).count();
                if (objects == 0 || System.nanoTime() > end) {
                    return (int) objects;
                }
            }
            Thread.sleep(20);
        }
    }

    private static Map<UID, String> digests(EdgeHub hub, SentStudy study) {
        return hub.archive.instances(study.uid()).stream()
                .collect(Collectors.toMap(StoredInstance::sopInstanceUID, StoredInstance::sha256));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
