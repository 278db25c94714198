// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.edge;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.region.Source;
import spiders.region.SourceProfile;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * A source as its edge is told of it: the node, and how it likes to be spoken to.
 *
 * @param quirks names of {@link SourceProfile.Quirk}; one that the edge does not know yet is
 *     nothing that it would heed
 */
public record EdgeSource(
        String id,
        String name,
        String aeTitle,
        String host,
        int port,
        boolean tls,
        String issuer,
        long patienceMillis,
        int associations,
        List<String> quirks) {

    public EdgeSource {
        quirks = List.copyOf(quirks);
    }

    static EdgeSource of(Source source) {
        var node = source.edge().orElseThrow().node();
        var profile = source.profile();
        return new EdgeSource(
                source.id(),
                source.name(),
                node.aeTitle().value(),
                node.host(),
                node.port(),
                node.tls(),
                source.issuer(),
                profile.patience().toMillis(),
                profile.associations(),
                profile.quirks().stream().sorted().map(Enum::name).toList());
    }

    /** The source as the edge itself speaks to it; a value that no source has is refused. */
    public Source source() {
        var node = new RemoteNode(new AETitle(aeTitle), host, port, tls);
        var builder =
                Source.named(id, name)
                        .dimse(node)
                        .issuer(issuer)
                        .patience(Duration.ofMillis(patienceMillis))
                        .associations(associations);
        Arrays.stream(SourceProfile.Quirk.values())
                .filter(quirk -> quirks.contains(quirk.name()))
                .forEach(builder::quirk);
        return builder.build();
    }
}
