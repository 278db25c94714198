// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import spiders.edge.EdgeSite.Link;
import spiders.region.Retrieve;
import spiders.retrieval.SourceAnswer;
import spiders.security.store.TestDatabases;
import spiders.testkit.pacs.Pacs;

import java.nio.file.Path;

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
}
