// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.archive.Archive;
import spiders.archive.Ingested;
import spiders.archive.Origin;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRejectedException;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.Proceed;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.RetrieveListener;
import spiders.dicom.net.Status;
import spiders.security.store.TestDatabases;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What Prometheus reads of a hub, the table that explains it, and what is built on it. */
class MetricsTest {

    private static final Pattern NAME = Pattern.compile("(?m)^# TYPE (spiders_\\w+) ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final Pattern USED = Pattern.compile("\\b(?:spiders|hikaricp|jvm)_\\w+");

    private static final UID FIND = UIDs.StudyRootQueryRetrieveInformationModelFind;
    private static final UID MOVE = UIDs.StudyRootQueryRetrieveInformationModelMove;
    private static final UID GET = UIDs.StudyRootQueryRetrieveInformationModelGet;
    private static final NetworkOptions OPTIONS = NetworkOptions.defaults();

    @TempDir private static Path folder;
    private static String scraped;
    private static String health;

    @BeforeAll
    static void scrape() throws Exception {
        var place = new BackupPlace(folder);
        var database = TestDatabases.access();
        var configuration =
                place.external("hub", database.url(), database.user(), database.password());
        var text =
                Files.readString(configuration)
                        .replace(
                                "dicom: {port: 0}",
                                "dicom: {port: 0, callers: [{ae-title: CONSOLE, host: 127.0.0.1,"
                                        + " may: [query, retrieve]}]}");
        Files.writeString(
                configuration,
                text
                        + "sources: [{id: angers, name: CHU, ae-title: ANGERS, host: 127.0.0.1,"
                        + " port: 1}]\n"
                        + "archive: {quota: 1TB, quotas: [{name: west, origins: [angers],"
                        + " quota: 4GB}]}\n");
        try (var hub = Hub.start(BackupPlace.read(configuration));
                var client = HttpClient.newHttpClient()) {
            SampleObjects.store(hub.get(Archive.class), 1);
            refuse(hub.get(Archive.class));
            ask(hub.get(DicomDoor.class).port().orElseThrow());
            assertThat(place.backUp(configuration)).as(place.said()).isZero();
            get(client, hub.httpPort(), "/login");
            int port = hub.get(MetricsServer.class).port();
            scraped = get(client, port, "/metrics");
            health = get(client, port, "/health");
        }
    }

    /** An object of nobody, which ends too early. */
    private static void refuse(Archive archive) throws Exception {
        var outcome =
                archive.ingest(
                        new Origin("elsewhere", ""),
                        UIDs.RawDataStorage,
                        new UID("1.2.3.4"),
                        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                        new ByteArrayInputStream(new byte[] {8, 0, 5}));
        assertThat(outcome).isInstanceOf(Ingested.Refused.class);
    }

    /** A console searches, moves to nowhere and gets; a stranger is turned away. */
    private static void ask(int port) {
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", port, false);
        var keys =
                DataSet.builder()
                        .set(Tags.QueryRetrieveLevel, "STUDY")
                        .set(Tags.StudyInstanceUID, SampleObjects.STUDY)
                        .build();
        var console = new AETitle("CONSOLE");
        var services = List.of(FIND, MOVE);
        var request = AssociationRequest.forServices(console, services.toArray(UID[]::new));
        try (var association = Association.open(node, request, OPTIONS)) {
            association.find(FIND, keys, 10, _ -> Proceed.CONTINUE);
            association.move(MOVE, keys, new AETitle("NOWHERE"), RetrieveListener.NONE);
        }
        var get = AssociationRequest.forGet(console, GET, List.of(UIDs.RawDataStorage));
        try (var association = Association.open(node, get, OPTIONS)) {
            association.get(GET, keys, (_, _) -> Status.SUCCESS, RetrieveListener.NONE);
        }
        var stranger = AssociationRequest.forEcho(new AETitle("STRANGER"));
        assertThatExceptionOfType(AssociationRejectedException.class)
                .isThrownBy(() -> Association.open(node, stranger, OPTIONS).close());
    }

    private static String get(HttpClient client, int port, String path) throws Exception {
        var address = URI.create("http://127.0.0.1:" + port + path);
        return client.send(
                        HttpRequest.newBuilder(address).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @AfterAll
    static void print() {
        assertThat(health).startsWith("READY").doesNotContain("DEMO^ANNE");
    }

    @Test
    void the_document_names_what_is_scraped_and_nothing_else() throws Exception {
        var documented = new TreeSet<String>();
        for (var line : Repository.lines("docs/operating.md")) {
            if (line.startsWith("| `spiders_")) {
                documented.add(line.split("`", -1)[1].replaceAll("\\{.*", ""));
            }
        }
        // Without TLS there is no certificate, and without transfers none is counted.
        assertThat(documented)
                .containsAll(names())
                .contains("spiders_certificate_left_days", "spiders_transfers");
        documented.removeAll(Set.of("spiders_certificate_left_days", "spiders_transfers"));
        assertThat(names()).containsAll(documented);
    }

    @Test
    void no_label_comes_from_an_object_or_a_person() {
        var allowed =
                Set.of(
                        "door",
                        "outcome",
                        "le",
                        "source",
                        "state",
                        "reason",
                        "use",
                        "service",
                        "direction",
                        "quota");
        var values = new ArrayList<String>();
        for (var line : scraped.lines().filter(text -> text.startsWith("spiders_")).toList()) {
            var labels = LABEL.matcher(line);
            while (labels.find()) {
                assertThat(allowed).contains(labels.group(1));
                values.add(labels.group(2));
            }
        }
        assertThat(values).isNotEmpty();
        assertThat(String.join(" ", values))
                .doesNotContain("DEMO", "P1", SampleObjects.STUDY.value(), "CHU-ANGERS");
    }

    @Test
    void the_counts_are_those_of_what_was_done() {
        assertThat(scraped)
                .contains("spiders_ingest_objects_total{source=\"angers\"} 1")
                .contains("spiders_ingest_refused_total{reason=\"truncated\",source=\"other\"} 1")
                .contains("spiders_ingest_group_objects_count 1")
                .contains("spiders_dimse_seconds_count{outcome=\"success\",service=\"c-find\"} 1")
                .contains("spiders_dimse_seconds_count{outcome=\"failure\",service=\"c-move\"} 1")
                .contains("spiders_dimse_seconds_count{outcome=\"success\",service=\"c-get\"} 1")
                .contains("spiders_dimse_associations_total 2")
                .contains("spiders_dimse_associations_open 0")
                .contains("spiders_dimse_associations_refused_total{reason=\"calling-title\"} 1")
                .contains("spiders_quota_limit_bytes{quota=\"west\"} 4.0E9")
                .containsPattern("spiders_quota_held_bytes\\{quota=\"west\"} 4[0-9]{3}\\.0")
                .containsPattern("spiders_quota_held_bytes\\{quota=\"archive\"} 4[0-9]{3}\\.0")
                .contains("spiders_health_level 0")
                .contains("spiders_http_seconds_count{door=\"pages\",outcome=\"2xx\"}")
                .containsPattern("spiders_backup_age_seconds [0-9.]+");
    }

    @Test
    void bytes_are_counted_by_door_and_direction() {
        assertThat(bytes("pages", "out")).isGreaterThan(500);
        assertThat(bytes("pages", "in")).isZero();
        assertThat(bytes("dimse", "out")).isBetween(4_000.0, 20_000.0); // One object by C-GET.
        assertThat(bytes("dimse", "in")).isBetween(500.0, 20_000.0);
        assertThat(bytes("store", "in")).isZero();
    }

    private static double bytes(String door, String direction) {
        var line =
                "spiders_traffic_bytes_total{direction=\"%s\",door=\"%s\"} "
                        .formatted(direction, door);
        return scraped.lines()
                .filter(text -> text.startsWith(line))
                .mapToDouble(text -> Double.parseDouble(text.substring(line.length())))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_dashboard_and_the_alerts_use_metrics_that_exist() throws Exception {
        for (var file :
                new String[] {
                    "packaging/prometheus/alerts.yaml", "packaging/grafana/spiders.json"
                }) {
            var used = new TreeSet<String>();
            var matcher = USED.matcher(Repository.text(file));
            while (matcher.find()) {
                used.add(matcher.group());
            }
            assertThat(used).as(file).isNotEmpty();
            used.remove("spiders_transfers");
            for (var name : used) {
                assertThat(scraped).as(file).containsPattern("(?m)^" + name + "[ {]");
            }
        }
    }

    private static Set<String> names() {
        var names = new TreeSet<String>();
        var matcher = NAME.matcher(scraped);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
