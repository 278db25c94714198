// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.region.Retrieve;
import spiders.retrieval.TransferState;
import spiders.security.store.TestDatabases;
import spiders.testkit.link.BadLink;
import spiders.testkit.link.NamespaceDoor;
import spiders.testkit.link.NetworkNamespace;
import spiders.testkit.link.Quality;
import spiders.testkit.pacs.Pacs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;

/** An edge in a network of its own, whose TCP meets what a bad link does. */
@Tag("peer")
@Tag("root")
class BadLinkTest {

    private static final int SLICES = 32;
    private static final Quality BAD = Quality.of(20_000_000, Duration.ofMillis(25), 0.01);
    private static final Duration CUTS_FOR = Duration.ofSeconds(12);

    @TempDir Path folder;

    @Test
    @Timeout(90)
    void over_a_link_that_loses_packets_and_is_cut_at_random_the_set_is_the_same_to_the_byte()
            throws Exception {
        long seed = new Random().nextLong();
        System.out.printf("%s: seed %d%n", getClass().getSimpleName(), seed);
        var study = SentStudy.write(folder.resolve("pacs"), SLICES, 384);
        try (var place = new Place(seed)) {
            var hub = place.hub;
            var id = hub.searchAndOrder(hub.registerElodie()).getFirst();
            int cuts = cutUntilThere(place.link, hub, id, new Random(seed));

            assertThat(hub.awaitFinal(id).state())
                    .as("seed %d, %d cuts", seed, cuts)
                    .isEqualTo(TransferState.VERIFIED);
            assertThat(digests(hub, study)).as("seed %d", seed).isEqualTo(study.digests());
            assertThat(cuts).as("seed %d", seed).isPositive();
            assertThat(place.link.up().lost()).isPositive();
            assertThat(place.pacs.counts().sent()).isEqualTo(SLICES);
        }
    }

    /** Release 0.1.0 forecast an end as if the link were there, so that nobody was told. */
    @Test
    @Timeout(60)
    void while_the_link_stays_cut_no_forecast_says_when_the_exam_comes_and_then_it_comes()
            throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), SLICES, 384);
        try (var place = new Place(1)) {
            var hub = place.hub;
            var session = Instant.now().plus(Duration.ofDays(7));
            var id = hub.searchAndOrder(hub.registerElodie()).getFirst();
            hub.await(id, transfer -> transfer.counts().received() > 0);
            place.link.cut(true);
            hub.later(Duration.ofSeconds(70));

            hub.await(id, transfer -> transfer.state() == TransferState.RETRYING);
            var forecast = Objects.requireNonNull(hub.retrieval.transfers().forecasts().get(id));

            assertThat(forecast.failing()).isTrue();
            assertThat(forecast.isReadyBy(session)).isFalse();

            place.link.cut(false);
            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(digests(hub, study)).isEqualTo(study.digests());
        }
    }

    /** A PACS and an edge at one end of a bad link, a hub at the other; the edge has called. */
    private final class Place implements AutoCloseable {

        private final HikariDataSource database =
                TestDatabases.fresh("security", "archive", "retrieval");
        private final NetworkNamespace network = NetworkNamespace.create();
        private final NetworkNamespace hospital = NetworkNamespace.create();
        private final BadLink link;
        private final Pacs pacs;
        private final EdgeHub hub;
        private final NamespaceDoor toPacs;
        private final NamespaceDoor toHub;
        private final Process edge;

        Place(long seed) throws Exception {
            link = BadLink.between(network, hospital, BAD, seed);
            pacs = Pacs.start("LILLE", folder.resolve("pacs"));
            int port = pacs.node().port();
            var loopback = InetAddress.getLoopbackAddress();
            toPacs = NamespaceDoor.outOf(hospital, new InetSocketAddress(loopback, port), port);
            var site = EdgeSite.of(folder);
            hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
            toHub = NamespaceDoor.outOf(network, new InetSocketAddress(BadLink.HUB, 0), hub.port());
            var address = "https://%s:%d".formatted(BadLink.HUB, toHub.port());
            edge = site.start(address, hospital.command(List.of()), "-Xmx256m");
            hub.awaitEdge(EdgeSite.ID);
        }

        @Override
        public void close() throws IOException {
            edge.destroyForcibly().onExit().join();
            toHub.close();
            toPacs.close();
            hub.close();
            pacs.close();
            link.close();
            hospital.close();
            network.close();
            database.close();
        }
    }

    /** Cuts the link for up to three seconds every now and then, until all is there; how often. */
    private static int cutUntilThere(BadLink link, EdgeHub hub, UUID transfer, Random random)
            throws InterruptedException {
        long end = System.nanoTime() + CUTS_FOR.toNanos();
        int cuts = 0;
        while (System.nanoTime() < end && !hub.transfer(transfer).state().isFinal()) {
            Thread.sleep(random.nextInt(100, 1_500));
            link.cut(true);
            Thread.sleep(random.nextInt(100, 3_000));
            link.cut(false);
            cuts++;
        }
        return cuts;
    }

    private static Map<UID, String> digests(EdgeHub hub, SentStudy study) {
        return hub.archive.instances(study.uid()).stream()
                .collect(Collectors.toMap(StoredInstance::sopInstanceUID, StoredInstance::sha256));
    }
}
