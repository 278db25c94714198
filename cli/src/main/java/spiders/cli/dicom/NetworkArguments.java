// SPDX-License-Identifier: Apache-2.0
package spiders.cli.dicom;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.NetworkOptions;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.TLS;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** How a command meets the other side; every command that opens an association takes these. */
final class NetworkArguments {

    private static final int MAX_TIMEOUT = 86_400;
    private static final String NODE = "AET@HOST:PORT";

    @Option(
            names = "--calling",
            paramLabel = "AET",
            description = "Our AE title (${DEFAULT-VALUE}).")
    private String calling = "SPIDERS";

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for a connection and for each answer (${DEFAULT-VALUE}).")
    private int timeout = 30;

    @Option(names = "--tls", description = "Speak TLS; needs the three files below.")
    private boolean isSecure;

    @Option(names = "--certificate", paramLabel = "PEM", description = "Our certificate.")
    private @Nullable Path certificate;

    @Option(names = "--key", paramLabel = "PEM", description = "Its private key.")
    private @Nullable Path key;

    @Option(names = "--trust", paramLabel = "PEM", description = "The authorities we trust.")
    private @Nullable Path trust;

    @Option(
            names = "--no-host-name-check",
            description = "Accept a certificate that does not name the host dialled.")
    private boolean isHostNameUnchecked;

    AETitle calling() {
        return new AETitle(calling);
    }

    /** The node that {@code AET@HOST:PORT} names. */
    RemoteNode node(String text) {
        int at = text.indexOf('@');
        int colon = text.lastIndexOf(':');
        if (at < 1 || colon < at + 2) {
            throw new IllegalArgumentException("\"%s\" is not %s".formatted(text, NODE));
        }
        var host = text.substring(at + 1, colon).replaceAll("^\\[|\\]$", "");
        return new RemoteNode(
                new AETitle(text.substring(0, at)),
                host,
                port(text.substring(colon + 1)),
                isSecure);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"%s\" is no port number".formatted(text), e);
        }
    }

    boolean isSecure() {
        return isSecure;
    }

    NetworkOptions options() throws IOException {
        if (timeout < 1 || timeout > MAX_TIMEOUT) {
            throw new IllegalArgumentException(
                    "--timeout is 1 to %d seconds, not %d".formatted(MAX_TIMEOUT, timeout));
        }
        var wait = Duration.ofSeconds(timeout);
        var options =
                NetworkOptions.defaults()
                        .withConnectTimeout(wait)
                        .withAssociationTimeout(wait)
                        .withResponseTimeout(wait);
        return isSecure ? options.withTLS(tls()) : options;
    }

    private TLS tls() throws IOException {
        if (certificate == null || key == null || trust == null) {
            throw new IllegalArgumentException("--tls needs --certificate, --key and --trust");
        }
        var tls = TLS.ofPEM(certificate, key, trust);
        return isHostNameUnchecked ? tls.withoutHostNameCheck() : tls;
    }
}
