// SPDX-License-Identifier: Apache-2.0
package spiders.region.web;

import spiders.dicom.net.RemoteNode;
import spiders.region.Centres;
import spiders.region.Source;
import spiders.region.SourceDirectory;
import spiders.region.SourceState;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of the page of sources.
 *
 * @param addresses where it answers, in words
 * @param state what it last answered; none where it was not asked
 */
public record SourceRow(
        Source source, String centre, List<String> addresses, List<SourceState> state) {

    public SourceRow {
        addresses = List.copyOf(addresses);
        state = List.copyOf(state);
    }

    static SourceRow of(Source source, SourceDirectory directory, Centres centres) {
        var addresses = new ArrayList<String>();
        source.node().ifPresent(node -> addresses.add(address(node)));
        source.edge().ifPresent(edge -> addresses.add(edge.edge() + " → " + address(edge.node())));
        source.dicomWeb().ifPresent(root -> addresses.add(root.toString()));
        var centre =
                centres.centre(source.centre()).map(found -> found.name()).orElse(source.centre());
        return new SourceRow(
                source, centre, addresses, directory.state(source.id()).stream().toList());
    }

    private static String address(RemoteNode node) {
        return "%s · %s:%d%s"
                .formatted(node.aeTitle(), node.host(), node.port(), node.tls() ? " · TLS" : "");
    }

    /** {@code FIND · GET, MOVE}: how it is searched, and fetched from. */
    public String services() {
        var ways = source.profile().retrieve().stream().map(Enum::name).toList();
        return source.profile().query() + " · " + String.join(", ", ways);
    }
}
