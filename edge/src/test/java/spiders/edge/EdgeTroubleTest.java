// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.StoredInstance;
import spiders.dicom.data.UID;
import spiders.dicom.net.RemoteNode;
import spiders.edge.EdgeSite.Link;
import spiders.edge.link.HubAddress;
import spiders.edge.link.HubLink;
import spiders.edge.link.LinkDownException;
import spiders.region.Retrieve;
import spiders.region.Source;
import spiders.region.SourceFailedException;
import spiders.region.SourceFailure;
import spiders.retrieval.SourceAnswer;
import spiders.retrieval.TransferState;
import spiders.retrieval.edge.EdgeAnswer;
import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgePiece;
import spiders.retrieval.edge.EdgePoll;
import spiders.retrieval.edge.EdgeRegister;
import spiders.retrieval.edge.EdgeSettings;
import spiders.retrieval.edge.EdgeSource;
import spiders.security.AuditSearch;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;
import spiders.testkit.peer.Certificates;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

class EdgeTroubleTest {

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
    void an_edge_that_never_called_is_said_to_be_away_and_its_pacs_is_not_called_late()
            throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build())) {

            var answer = hub.search(hub.registerElodie()).answers().getFirst();

            assertThat(answer).isInstanceOf(SourceAnswer.Off.class);
            assertThat(answer.message().key()).isEqualTo("region.failure.EDGE_AWAY");
            assertThat(answer.detail()).contains(EdgeSite.ID).contains("never heard of");
        }
    }

    @Test
    void what_the_pacs_behind_an_edge_did_wrong_is_said_as_if_it_were_before_it() throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        var settings = PacsSettings.of("LILLE", folder.resolve("pacs"));
        try (var pacs = Pacs.start(settings);
                var site = EdgeSite.of(folder);
                var hub =
                        site.hub(
                                database,
                                site.source(pacs.node(), Retrieve.GET)
                                        .patience(Duration.ofSeconds(3))
                                        .build());
                var _ = Edge.start(site.configuration(Link.to(hub.port())).build())) {
            hub.awaitEdge(EdgeSite.ID);
            var patient = hub.registerElodie();

            pacs.fault(new Fault.Refuse());
            assertThat(hub.search(patient).answers().getFirst().message().key())
                    .isEqualTo("region.failure." + SourceFailure.Reason.CALLER_UNKNOWN);

            pacs.fault(new Fault.Silent());
            assertThat(hub.search(patient).answers().getFirst())
                    .isInstanceOf(SourceAnswer.Late.class);

            pacs.fault(new Fault.None());
            assertThat(hub.search(patient).answers().getFirst())
                    .isInstanceOf(SourceAnswer.Found.class);
        }
    }

    @Test
    void a_hub_that_was_started_anew_finds_what_is_under_way_and_nothing_is_fetched_twice()
            throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 30, 128);
        var settings =
                PacsSettings.of("LILLE", folder.resolve("pacs"))
                        .withFault(new Fault.Slow(Duration.ZERO, 400_000));
        try (var pacs = Pacs.start(settings);
                var site = EdgeSite.of(folder);
                var link = CutLink.to(0, 1, 0)) {
            var source = site.source(pacs.node(), Retrieve.GET).build();
            var first = site.hub(database, source);
            link.target(first.port());
            try (var _ = Edge.start(site.configuration(Link.to(link.port())).build())) {
                first.awaitEdge(EdgeSite.ID);
                var id = first.searchAndOrder(first.registerElodie()).getFirst();
                first.await(id, transfer -> transfer.counts().received() >= 5);
                link.down(true);
                first.close();

                try (var second = site.hub(database, source)) {
                    link.target(second.port());
                    link.down(false);

                    assertThat(second.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
                    assertThat(digests(second, study)).isEqualTo(study.digests());
                    assertThat(pacs.counts().sent()).isEqualTo(30);
                }
            }
        }
    }

    @Test
    void a_pacs_waits_while_the_spool_is_full_and_everything_arrives() throws Exception {
        var study = SentStudy.write(folder.resolve("pacs"), 20, 256);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var link = CutLink.to(hub.port(), 1, 0);
                var _ =
                        Edge.start(
                                site.configuration(Link.to(link.port()))
                                        .spoolBytes(300_000)
                                        .build())) {
            hub.awaitEdge(EdgeSite.ID);
            var id = hub.searchAndOrder(hub.registerElodie()).getFirst();
            hub.await(id, transfer -> transfer.counts().received() >= 2);
            link.down(true);
            Thread.sleep(2_000);
            int sentMeanwhile = pacs.counts().sent();
            link.down(false);

            assertThat(hub.awaitFinal(id).state()).isEqualTo(TransferState.VERIFIED);
            assertThat(digests(hub, study)).isEqualTo(study.digests());
            assertThat(sentMeanwhile).isLessThan(20);
        }
    }

    @Test
    void a_source_that_the_hub_names_anew_is_known_without_a_visit() throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder)) {
            var source = site.source(pacs.node(), Retrieve.GET).build();
            try (var hub = site.hub(database, source)) {
                hub.edges(site.register());
                try (var edge = Edge.start(site.configuration(Link.to(hub.port())).build())) {
                    hub.awaitEdge(EdgeSite.ID);
                    await(() -> !edge.settings().isEmpty());
                    var before = edge.settings();
                    var patient = hub.registerElodie();
                    assertThat(hub.search(patient).answers().getFirst())
                            .isNotInstanceOf(SourceAnswer.Found.class);

                    hub.edges(site.register(source));
                    hub.search(patient);
                    await(() -> !edge.settings().equals(before));

                    assertThat(hub.search(patient).answers().getFirst())
                            .isInstanceOf(SourceAnswer.Found.class);
                }
            }
            // The next start knows it while the hub is not reached.
            try (var edge = Edge.start(site.configuration(Link.to(1)).build())) {
                assertThat(edge.settings())
                        .isEqualTo(site.register(source).settings(EdgeSite.ID).version());
            }
        }
    }

    @Test
    void a_host_that_the_hospital_does_not_allow_is_not_called() throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder);
                var hub = site.hub(database, site.source(pacs.node(), Retrieve.GET).build());
                var _ =
                        Edge.start(
                                site.configuration(Link.to(hub.port()))
                                        .hosts("pacs.example")
                                        .build())) {
            hub.awaitEdge(EdgeSite.ID);

            assertThat(hub.search(hub.registerElodie()).answers().getFirst().detail())
                    .contains("may not reach");
            assertThat(pacs.counts().finds()).isZero();
        }
    }

    @Test
    void a_question_that_nobody_waits_for_any_more_does_not_have_the_edge_call_without_pause()
            throws Exception {
        SentStudy.write(folder.resolve("pacs"), 1, 16);
        try (var pacs = Pacs.start("LILLE", folder.resolve("pacs"));
                var site = EdgeSite.of(folder)) {
            var source = site.source(pacs.node(), Retrieve.GET).build();
            try (var hub = site.hub(database, source);
                    var link = CutLink.to(hub.port(), 1, 0);
                    var _ = Edge.start(site.configuration(Link.to(link.port())).build())) {
                hub.awaitEdge(EdgeSite.ID);
                pacs.fault(new Fault.Silent());
                var order = new EdgeOrder.Echo(source.id());
                assertThatExceptionOfType(SourceFailedException.class)
                        .isThrownBy(() ->
                                hub.retrieval.edges().ask(source, order, Duration.ofSeconds(1)));
                long before = link.up();
                Thread.sleep(3_000);

                // A call is some 500 bytes; one without pause makes hundreds in this time.
                assertThat(link.up() - before).isLessThan(20_000);
            }
        }
    }

    @Test
    void kept_settings_that_cannot_be_used_do_not_keep_an_edge_from_starting() throws Exception {
        try (var site = EdgeSite.of(folder)) {
            var nonsense =
                    new EdgeSource(
                            "lille", "Lille", "LILLE", "pacs", 0, false, "L", -1, 0, List.of());
            Files.createDirectories(folder.resolve("spool"));
            Files.writeString(
                    folder.resolve("spool/settings.json"),
                    EdgeJson.write(new EdgeSettings("v", List.of(nonsense), 1)));
            try (var hub = site.hub(database);
                    var edge = Edge.start(site.configuration(Link.to(hub.port())).build())) {
                assertThat(edge.settings()).isEmpty();
                await(() -> !edge.settings().isEmpty());
            }
        }
    }

    @Test
    void an_edge_whose_certificate_is_not_registered_is_refused_and_recorded() throws Exception {
        try (var site = EdgeSite.of(folder);
                var hub = site.hub(database);
                var link = link(site, hub, site.ofEdge);
                var untrusted = link(site, hub, Certificates.create(folder.resolve("other")))) {
            hub.edges(new EdgeRegister(List.of(), List.of()));

            assertThatExceptionOfType(LinkDownException.class)
                    .isThrownBy(() -> link.poll(new EdgePoll("", Set.of(), 0)))
                    .withMessageContaining("no edge by this certificate");
            assertThatExceptionOfType(LinkDownException.class)
                    .isThrownBy(() -> untrusted.poll(new EdgePoll("", Set.of(), 0)))
                    .withMessageNotContaining("no edge by this certificate");
            assertThat(hub.audit.search(everything()))
                    .anySatisfy(record ->
                            assertThat(record.toString()).contains("no edge has the certificate"));
        }
    }

    @Test
    void another_protocol_is_refused_as_such() throws Exception {
        try (var site = EdgeSite.of(folder);
                var hub = site.hub(database);
                var link = link(site, hub, site.ofEdge)) {
            var later = new EdgePoll(EdgePoll.PROTOCOL + 1, "", Set.of(), 0);

            assertThatExceptionOfType(LinkDownException.class)
                    .isThrownBy(() -> link.poll(later))
                    .withMessageContaining("another protocol")
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(409));
        }
    }

    @Test
    void an_edge_sees_answers_and_fills_its_own_tasks_alone() throws Exception {
        var study = UID.random();
        try (var site = EdgeSite.of(folder);
                var hub = site.hub(database);
                var mine = link(site, hub, site.ofEdge)) {
            var theirs = othersSource();
            hub.retrieval
                    .edges()
                    .poll(
                            "ch-other",
                            new EdgePoll("", Set.of(), 0),
                            site.register().settings(EdgeSite.ID),
                            Duration.ZERO);
            var order =
                    new EdgeOrder.Fetch(
                            "other", study, Retrieve.GET, List.of(), List.of(), List.of());
            UUID task = hub.retrieval.edges().fetch(theirs, order, "OTHER");
            var piece = new EdgePiece(study, UID.random(), study, "0".repeat(64), 3, 0, 3);

            assertThat(mine.poll(new EdgePoll("", Set.of(), 0)).tasks()).isEmpty();
            assertThat(mine.answer(task, new EdgeAnswer.Fetched("", List.of()))).isFalse();
            assertThat(mine.look(task, piece)).isEmpty();
            assertThat(mine.put(task, piece, new byte[3])).isEmpty();
            assertThat(hub.retrieval.edges().ended(task)).isEmpty();
        }
    }

    private static Source othersSource() {
        var node = new RemoteNode(EdgeSite.TITLE, "127.0.0.1", 104, false);
        return Source.named("other", "Other").via("ch-other", node).build();
    }

    private static HubLink link(EdgeSite site, EdgeHub hub, Certificates shown) throws IOException {
        var address = new HubAddress(URI.create("https://localhost:" + hub.port()), List.of());
        return new HubLink(address, shown.tls().trusting(site.ofHub.authority()));
    }

    private static AuditSearch everything() {
        return new AuditSearch(
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Instant.EPOCH,
                Instant.now().plusSeconds(60),
                Long.MAX_VALUE,
                500);
    }

    private interface Wanted {
        boolean isSo();
    }

    private static void await(Wanted wanted) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
        while (!wanted.isSo()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private static Map<UID, String> digests(EdgeHub hub, SentStudy study) {
        return hub.archive.instances(study.uid()).stream()
                .collect(Collectors.toMap(StoredInstance::sopInstanceUID, StoredInstance::sha256));
    }
}
