// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.web;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;

import org.junit.jupiter.api.Test;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Searches of services that give less at once than they are asked for. */
class QidoClientTest {

    private static final UID STUDY = new UID("1.2");
    private static final Pattern NUMBER = Pattern.compile("(limit|offset)=([0-9]+)");

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** Has 250 matches, gives at most 100 at once, and knows offset or not. */
    private void answer(HttpExchange exchange, boolean knowsOffset) throws IOException {
        var query = String.valueOf(exchange.getRequestURI().getRawQuery());
        asked.add(query);
        var numbers =
                NUMBER.matcher(query)
                        .results()
                        .collect(
                                Collectors.toMap(
                                        one -> one.group(1), one -> Integer.valueOf(one.group(2))));
        int offset = knowsOffset ? numbers.getOrDefault("offset", 0) : 0;
        int end = Math.min(250, offset + Math.min(100, numbers.getOrDefault("limit", 100)));
        var matches =
                IntStream.range(offset, Math.max(offset, end))
                        .mapToObj(i ->
                                """
                                {"0020000D":{"vr":"UI","Value":["1.2.%d"]},
                                 "00080018":{"vr":"UI","Value":["1.3.%d"]}}\
                                """
                                        .formatted(i, i))
                        .collect(Collectors.joining(",", "[", "]"));
        WebServer.send(exchange, 200, "application/dicom+json", matches.getBytes(UTF_8));
    }

    private interface Search {
        List<DataSet> with(QidoClient client) throws InterruptedException;
    }

    private List<DataSet> search(boolean knowsOffset, Search search) throws Exception {
        try (var server = WebServer.start(exchange -> answer(exchange, knowsOffset));
                var client = new WebClient(server.root(), WebOptions.DEFAULT)) {
            return search.with(new QidoClient(client));
        }
    }

    /** 0.1 took a page that was not full for the last: a transfer was held against a part. */
    @Test
    void a_service_with_a_lower_limit_is_asked_for_the_rest() throws Exception {
        var found = search(true, client -> client.instances(STUDY, List.of()));
        assertThat(found.stream().map(match -> match.uid(Tags.SOPInstanceUID)).distinct())
                .hasSize(250);
        assertThat(search(true, client -> client.studies(Map.of(), List.of(), 220))).hasSize(220);
    }

    @Test
    void a_service_that_knows_no_offset_is_not_asked_for_ever() throws Exception {
        assertThat(search(false, client -> client.instances(STUDY, List.of()))).hasSize(100);
        assertThat(asked).hasSize(2);
    }

    /** 0.1 let a key add parameters of its own. */
    @Test
    void keys_and_values_are_encoded() throws Exception {
        search(
                true,
                client -> client.studies(Map.of("PatientID&limit=1", "4 7&x=é"), List.of(), 10));
        assertThat(asked.getFirst())
                .startsWith("PatientID%26limit%3D1=4%207%26x%3D%C3%A9&limit=10");
    }
}
