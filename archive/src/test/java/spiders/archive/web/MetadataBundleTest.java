// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.v3.zstd.ZstdInputStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

import spiders.archive.Samples;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/** The metadata of series in one piece: as fresh, and as whole, as the rows they are made of. */
class MetadataBundleTest {

    private static final String STUDY = "/studies/" + Samples.STUDY.value();
    private static final String SERIES = STUDY + "/series/" + Samples.SERIES.value();
    private static final UID OTHER = new UID(Samples.STUDY.value() + ".2");

    @TempDir private Path folder;
    private WebArchive web;
    private JdbcClient jdbc;

    @BeforeEach
    void open() throws Exception {
        web = new WebArchive(folder);
        jdbc = JdbcClient.create(web.database);
        for (int i = 1; i <= 3; i++) {
            Samples.ingest(web.archive, Samples.ct(i));
        }
        web.grant("P1", Samples.STUDY);
    }

    @AfterEach
    void close() throws IOException {
        web.close();
    }

    private void addOtherSeries() throws Exception {
        Samples.ingest(
                web.archive,
                Samples.ct(9).toBuilder()
                        .set(Tags.SeriesInstanceUID, OTHER)
                        .set(Tags.SeriesNumber, "7")
                        .build());
    }

    /** As if nothing had come for a minute. */
    private void calm() {
        jdbc.sql("update archive.instance set received_at = now() - interval '1 minute'").update();
    }

    private long kept() {
        return jdbc.sql("select count(*) from archive.series_bundle").query(Long.class).single();
    }

    private static String text(HttpResponse<byte[]> response) throws IOException {
        assertThat(response.statusCode()).isEqualTo(200);
        var body = new ByteArrayInputStream(response.body());
        try (InputStream in =
                switch (response.headers().firstValue("Content-Encoding").orElse("")) {
                    case "zstd" -> new ZstdInputStream(body);
                    case "gzip" -> new GZIPInputStream(body);
                    default -> body;
                }) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String text(String path, String coding) throws IOException {
        return text(web.get(path, "Accept-Encoding", coding));
    }

    private static List<UID> instances(String json) throws IOException {
        var bytes = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return JsonModel.readAll(bytes).stream()
                .map(one -> one.uid(Tags.SOPInstanceUID).orElseThrow())
                .toList();
    }

    @Test
    void a_series_reads_the_same_in_every_coding_kept_or_not() throws Exception {
        addOtherSeries();
        var rows = text(STUDY + "/metadata", "identity");
        assertThat(instances(rows)).hasSize(4).doesNotHaveDuplicates();
        assertThat(rows).contains("\"BulkDataURI\":\"" + web.uri("/studies/"));
    }

    @Test
    void a_quiet_series_is_kept_and_leaves_as_it_is_kept() throws Exception {
        addOtherSeries();
        var fresh = text(STUDY + "/metadata", "identity");
        assertThat(kept()).as("of a series that still grows").isZero();
        calm();
        for (var coding : List.of("zstd", "gzip", "identity", "zstd")) {
            assertThat(text(STUDY + "/metadata", coding)).as(coding).isEqualTo(fresh);
        }
        assertThat(kept()).isEqualTo(2);
        var packed =
                jdbc.sql(
                                "select packed from archive.series_bundle b"
                                        + " join archive.series s on s.id = b.series"
                                        + " where s.uid = ?")
                        .param(Samples.SERIES.value())
                        .query((row, _) -> row.getBytes(1))
                        .single();
        var body = web.get(SERIES + "/metadata", "Accept-Encoding", "zstd").body();
        int frame = JsonArrays.frame('[').length;
        assertThat(body).hasSize(packed.length + 2 * frame);
        assertThat(new String(body, frame, packed.length, StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(packed, StandardCharsets.ISO_8859_1));
    }

    @Test
    void the_zstd_of_debian_reads_it() throws Exception {
        addOtherSeries();
        var file = folder.resolve("metadata.zst");
        Files.write(file, web.get(STUDY + "/metadata", "Accept-Encoding", "zstd").body());
        var process = new ProcessBuilder("zstd", "-dc", file.toString()).start();
        var read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(read).isEqualTo(text(STUDY + "/metadata", "identity"));
    }

    @Test
    void what_changes_is_never_served_as_it_was() throws Exception {
        calm();
        var before = web.get(SERIES + "/metadata", "Accept-Encoding", "zstd");
        var tag = before.headers().firstValue("ETag").orElseThrow();
        assertThat(kept()).isEqualTo(1);
        assertThat(web.get(SERIES + "/metadata", "If-None-Match", tag).statusCode()).isEqualTo(304);

        Samples.ingest(web.archive, Samples.ct(4));
        assertThat(instances(text(SERIES + "/metadata", "zstd"))).hasSize(4);
        assertThat(web.get(SERIES + "/metadata", "If-None-Match", tag).statusCode()).isEqualTo(200);
        calm();
        assertThat(instances(text(SERIES + "/metadata", "zstd"))).hasSize(4);
        jdbc.sql("delete from archive.instance where number = 4").update();
        jdbc.sql("update archive.series set instances = instances - 1").update();
        Samples.ingest(web.archive, Samples.ct(5));
        assertThat(instances(text(SERIES + "/metadata", "zstd")))
                .as("as many as before, but others")
                .contains(Samples.instance(5))
                .doesNotContain(Samples.instance(4));
    }

    @Test
    void each_address_reads_its_own() throws Exception {
        calm();
        var here = text(SERIES + "/metadata", "zstd");
        var there = web.server.address().toString().replace("127.0.0.1", "localhost");
        for (var coding : List.of("identity", "zstd", "zstd")) {
            var asked = web.getFrom(there, SERIES + "/metadata", "Accept-Encoding", coding);
            assertThat(text(asked)).isEqualTo(here.replace("127.0.0.1", "localhost"));
        }
        assertThat(text(SERIES + "/metadata", "gzip")).isEqualTo(here);
    }

    @Test
    void none_is_missing_that_was_stored_before_the_question() throws Exception {
        calm();
        var stored = new AtomicInteger(3);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var ingest =
                    executor.submit(() -> {
                        for (int i = 4; i <= 60; i++) {
                            Samples.ingest(web.archive, Samples.ct(i));
                            stored.set(i);
                        }
                        return true;
                    });
            while (!ingest.isDone()) {
                int least = stored.get();
                var found = instances(text(SERIES + "/metadata", "zstd"));
                assertThat(found).doesNotHaveDuplicates().containsAll(first(least));
                calm();
            }
            assertThat(ingest.get()).isTrue();
        }
        calm();
        assertThat(instances(text(SERIES + "/metadata", "zstd"))).hasSize(60);
        assertThat(kept()).isEqualTo(1);
    }

    private static Set<UID> first(int count) {
        var uids = new HashSet<UID>();
        for (int i = 1; i <= count; i++) {
            uids.add(Samples.instance(i));
        }
        return uids;
    }

    @Test
    void a_text_that_looks_like_an_address_stays_as_it_is() throws Exception {
        var text = "spiders-bulk:/studies " + web.uri("/studies");
        DataSet slice = Samples.ct(4).toBuilder().set(Tags.ImageComments, text).build();
        Samples.ingest(web.archive, slice);
        calm();
        for (int i = 0; i < 2; i++) {
            assertThat(text(SERIES + "/metadata", "zstd")).contains(text);
        }
    }
}
