// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A TLS tunnel before a server that speaks none, as hospitals put one before an old PACS. For DICOM
 * both ends show a certificate, and ask for one of the same authority.
 */
public final class StunnelProcess implements AutoCloseable {

    private static final String BOTH_WAYS = "verifyChain = yes";

    private final PeerProcess process;
    private final RemoteNode node;

    private StunnelProcess(PeerProcess process, RemoteNode node) {
        this.process = process;
        this.node = node;
    }

    /** TLS in front of a plain node. */
    public static StunnelProcess before(
            RemoteNode plain, Path directory, Certificates certificates) {
        return start(plain, directory, certificates, List.of("client = no", BOTH_WAYS));
    }

    /** A plain way to a node that speaks TLS. */
    public static StunnelProcess to(
            RemoteNode encrypted, Path directory, Certificates certificates) {
        return start(encrypted, directory, certificates, List.of("client = yes", BOTH_WAYS));
    }

    /** {@code https} in front of a plain HTTP port; it asks for no certificate. */
    public static StunnelProcess beforeWeb(URI plain, Path directory, Certificates certificates) {
        var far = new RemoteNode(new AETitle("WEB"), plain.getHost(), plain.getPort(), false);
        return start(far, directory, certificates, List.of("client = no"));
    }

    /** The same address by this tunnel's near end. */
    public URI https(URI plain) {
        return URI.create(
                "https://%s:%d%s".formatted(PeerProcess.LOOPBACK, node.port(), plain.getPath()));
    }

    private static StunnelProcess start(
            RemoteNode far, Path directory, Certificates certificates, List<String> further) {
        int port = PeerProcess.freePort();
        var configuration = directory.resolve("stunnel.conf");
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    configuration,
                    """
                    foreground = yes
                    pid =
                    [dicom]
                    accept = %s:%d
                    connect = %s:%d
                    cert = %s
                    key = %s
                    CAfile = %s
                    socket = l:TCP_NODELAY=1
                    socket = r:TCP_NODELAY=1
                    %s
                    """
                            .formatted(
                                    PeerProcess.LOOPBACK,
                                    port,
                                    far.host(),
                                    far.port(),
                                    certificates.certificate(),
                                    certificates.key(),
                                    certificates.authority(),
                                    String.join("\n", further)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of("stunnel", configuration.toString());
        var process = PeerProcess.start(directory, port, command, Map.of());
        boolean encrypted = further.contains("client = no");
        var near = new RemoteNode(far.aeTitle(), PeerProcess.LOOPBACK, port, encrypted);
        return new StunnelProcess(process, near);
    }

    /** Its near end, under the far one's title. */
    public RemoteNode node() {
        return node;
    }

    @Override
    public void close() {
        process.close();
    }
}
