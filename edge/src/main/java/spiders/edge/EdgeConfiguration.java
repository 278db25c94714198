// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.dicom.net.AETitle;
import spiders.edge.link.HubAddress;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the hospital decides about its edge; all else comes from the hub.
 *
 * @param certificate PEM, ours, by which the hub knows the edge
 * @param key PEM, of that certificate
 * @param trust PEM, the certificate of the hub, or of the authority that vouches for it
 * @param spool the folder of objects on their way
 * @param spoolBytes how much it holds before the PACS has to wait
 * @param aeTitle ours, which the PACS know
 * @param port where they send what a C-MOVE asks for; none where they are asked by C-GET alone
 * @param dicomTrust PEM, whose word is taken for PACS that are spoken to by TLS; none or one
 * @param hosts the only hosts that the hub may have called; empty for any
 */
public record EdgeConfiguration(
        HubAddress hub,
        Path certificate,
        Path key,
        Path trust,
        Path spool,
        long spoolBytes,
        AETitle aeTitle,
        String bind,
        OptionalInt port,
        List<Path> dicomTrust,
        Set<String> hosts) {

    public EdgeConfiguration {
        dicomTrust = List.copyOf(dicomTrust);
        hosts = Set.copyOf(hosts);
    }
}
