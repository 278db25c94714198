// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** DCMTK's dcmqrscp: a small archive that is queried, moves, and answers C-GET. */
public final class DcmqrscpProcess implements AutoCloseable {

    private static final String TITLE = "DCMQRSCP";

    private final PeerProcess process;
    private final RemoteNode node;

    private DcmqrscpProcess(PeerProcess process, RemoteNode node) {
        this.process = process;
        this.node = node;
    }

    /**
     * Starts it, empty, without Nagle's algorithm; fill it by C-STORE; close it after use.
     *
     * @param known nodes it lets in, and moves to
     * @param arguments further options, such as {@code +xs} to prefer JPEG lossless
     */
    public static DcmqrscpProcess start(
            Path directory, List<RemoteNode> known, String... arguments) {
        int port = PeerProcess.freePort();
        var database = directory.resolve("database");
        var configuration = directory.resolve("dcmqrscp.cfg");
        try {
            Files.createDirectories(database);
            Files.writeString(configuration, configuration(port, database, known));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = new ArrayList<>(List.of("dcmqrscp", "-v", "-c", configuration.toString()));
        command.addAll(List.of(arguments));
        var node = new RemoteNode(new AETitle(TITLE), PeerProcess.LOOPBACK, port, false);
        var environment = Map.of("TCP_NODELAY", "1");
        return new DcmqrscpProcess(PeerProcess.start(directory, port, command, environment), node);
    }

    private static String configuration(int port, Path database, List<RemoteNode> known) {
        var hosts = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            var node = known.get(i);
            hosts.append(
                    "node%d = (%s, %s, %d)%n"
                            .formatted(i, node.aeTitle(), node.host(), node.port()));
        }
        return """
        NetworkTCPPort = %d
        MaxPDUSize = 131072
        MaxAssociations = 16
        HostTable BEGIN
        %sHostTable END
        VendorTable BEGIN
        VendorTable END
        AETable BEGIN
        %s %s RW (500, 4096mb) ANY
        AETable END
        """
                .formatted(port, hosts, TITLE, database);
    }

    /** Where it is reached. */
    public RemoteNode node() {
        return node;
    }

    /** What it has printed so far. */
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
