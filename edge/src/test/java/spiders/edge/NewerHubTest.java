// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import spiders.region.SourceProfile.Quirk;
import spiders.retrieval.edge.EdgeJson;
import spiders.retrieval.edge.EdgeOrder;
import spiders.retrieval.edge.EdgePoll;

/** What an edge of this release hears from hubs of others. */
class NewerHubTest {

    private static final String SOURCE =
            """
            {"id": "lille", "name": "Lille", "aeTitle": "LILLE", "host": "pacs", "port": 104,
             "tls": false, "issuer": "L", "patienceMillis": 5000, "associations": 2,
             "quirks": ["NO_IMAGE_LEVEL", "SPEAKS_LATIN"], "colour": "green"}
            """;

    @Test
    void a_quirk_and_a_key_that_are_not_known_yet_are_no_matter() {
        var reply = reply("{\"version\": \"7\", \"senders\": 8, \"sources\": [" + SOURCE + "]}");

        var settings = reply.read().orElseThrow();

        assertThat(settings.senders()).isEqualTo(8);
        assertThat(settings.sources().getFirst().source().profile().quirks())
                .containsExactly(Quirk.NO_IMAGE_LEVEL);
    }

    @Test
    void settings_that_cannot_be_read_leave_the_tasks_of_the_reply_to_be_done() {
        var reply = reply("{\"version\": \"8\", \"senders\": \"as many as you like\"}");

        assertThat(reply.tasks().getFirst().task().order()).isEqualTo(new EdgeOrder.Echo("lille"));
        assertThat(reply.version()).hasValue("8");
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(reply::read);
    }

    @Test
    void an_order_of_a_hub_that_knew_no_windows_spares_nothing() {
        var order =
                EdgeJson.read(
                        """
                        {"kind": "FETCH", "source": "lille", "study": {"value": "1.2.3"},
                         "way": "GET", "units": [], "classes": []}
                        """,
                        EdgeOrder.class);

        assertThat(((EdgeOrder.Fetch) order).windows()).isEmpty();
    }

    private static EdgePoll.Reply reply(String settings) {
        return EdgeJson.read(
                """
                {"tasks": [{"id": "00000000-0000-0000-0000-000000000001",
                            "order": "{\\"kind\\": \\"ECHO\\", \\"source\\": \\"lille\\"}"}],
                 "dropped": [], "settings": [%s], "mood": "good"}
                """
                        .formatted(settings),
                EdgePoll.Reply.class);
    }
}
