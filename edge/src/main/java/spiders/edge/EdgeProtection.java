// SPDX-License-Identifier: Apache-2.0
package spiders.edge;

import spiders.dicom.net.TLS;

import java.io.IOException;

/** Our certificate, for the hub and for PACS that are spoken to by TLS. */
final class EdgeProtection {

    private final TLS hub;
    private final TLS dicom;

    /**
     * Reads the files.
     *
     * @throws IOException when one cannot be used; the message says which and why
     */
    EdgeProtection(EdgeConfiguration configuration) throws IOException {
        hub = TLS.ofPEM(configuration.certificate(), configuration.key(), configuration.trust());
        dicom =
                configuration.dicomTrust().isEmpty()
                        ? TLS.none()
                        : hub.trusting(configuration.dicomTrust().getFirst());
    }

    TLS hub() {
        return hub;
    }

    TLS dicom() {
        return dicom;
    }
}
