// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import spiders.dicom.net.TLS;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The certificate that we show to {@code https} sources, and whom we believe: the same certificate
 * for all of them, and what each source's {@link WebTrust} says.
 */
public final class WebProtection {

    private final Map<WebTrust, TLS> byTrust;

    private WebProtection(Map<WebTrust, TLS> byTrust) {
        this.byTrust = Map.copyOf(byTrust);
    }

    /** For sources that have no trust file of their own; {@code ours} may be none. */
    public static WebProtection of(TLS ours) {
        return new WebProtection(common(ours));
    }

    /**
     * Reads the trust files of the sources.
     *
     * @param ours what protects DICOM: none is shown or trusted where there is none
     * @throws IOException when one cannot be read; the message says which and why
     */
    public static WebProtection load(TLS ours, Collection<Source> sources) throws IOException {
        var byTrust = common(ours);
        for (var source : sources) {
            if (source.webTrust() instanceof WebTrust.OfFile file && !byTrust.containsKey(file)) {
                byTrust.put(file, ours.trusting(file.authorities()));
            }
        }
        return new WebProtection(byTrust);
    }

    private static Map<WebTrust, TLS> common(TLS ours) {
        var byTrust = new HashMap<WebTrust, TLS>();
        byTrust.put(new WebTrust.OfHub(), ours.isAvailable() ? ours : TLS.ofJava());
        byTrust.put(new WebTrust.OfPublic(), TLS.ofJava());
        return byTrust;
    }

    TLS of(Source source) {
        var found = byTrust.get(source.webTrust());
        if (found == null) {
            throw new IllegalStateException(
                    "the trust file of source %s was not read".formatted(source.id()));
        }
        return found;
    }
}
