// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.Association;
import spiders.dicom.net.AssociationRequest;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.web.WebClient;
import spiders.dicom.web.WebOptions;

import java.time.Duration;

/** Opens connections to sources under our name, with our keys and waits. */
public final class SourceConnections {

    private final AETitle aeTitle;
    private final NetworkOptions network;
    private final WebOptions web;
    private final WebProtection protection;

    /**
     * Sets what all connections share.
     *
     * @param aeTitle ours, under which sources know us
     * @param protection keys and trust for DICOMweb
     */
    public SourceConnections(
            AETitle aeTitle, NetworkOptions network, WebOptions web, WebProtection protection) {
        this.aeTitle = aeTitle;
        this.network = network;
        this.web = web;
        this.protection = protection;
    }

    /** Our own title, which a source must know as caller and as destination. */
    public AETitle aeTitle() {
        return aeTitle;
    }

    /**
     * Opens an association; whoever calls closes it.
     *
     * @param patience no wait is longer; the connection has two thirds of it, so that a source that
     *     is off is told from one that is slow
     * @throws IllegalStateException if the source has no DICOM node
     */
    public Association associate(Source source, AssociationRequest request, Duration patience) {
        var options =
                network.withConnectTimeout(least(network.connectTimeout(), twoThirds(patience)))
                        .withAssociationTimeout(least(network.associationTimeout(), patience))
                        .withResponseTimeout(least(network.responseTimeout(), patience));
        return Association.open(source.node().orElseThrow(), request, options);
    }

    /** Opens an association with the waits of a transfer. */
    public Association associate(Source source, AssociationRequest request) {
        return Association.open(source.node().orElseThrow(), request, network);
    }

    /** Makes a client whose waits are at most this long; whoever calls closes it. */
    public WebClient web(Source source, Duration patience) {
        var options = web.within(patience).connecting(twoThirds(patience));
        return new WebClient(source.dicomWeb().orElseThrow(), options, protection.of(source));
    }

    /** Makes a client with the waits of a transfer; whoever calls closes it. */
    public WebClient web(Source source) {
        return new WebClient(source.dicomWeb().orElseThrow(), web, protection.of(source));
    }

    private static Duration twoThirds(Duration patience) {
        return patience.multipliedBy(2).dividedBy(3);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
