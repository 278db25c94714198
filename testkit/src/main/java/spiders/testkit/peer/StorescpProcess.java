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

/** DCMTK's storescp: takes objects and writes them to a directory. */
public final class StorescpProcess implements AutoCloseable {

    private static final String TITLE = "STORESCP";

    private final PeerProcess process;
    private final RemoteNode node;
    private final Path received;

    private StorescpProcess(PeerProcess process, RemoteNode node, Path received) {
        this.process = process;
        this.node = node;
        this.received = received;
    }

    /**
     * Starts it without Nagle's algorithm; close it after use.
     *
     * @param arguments further options, such as {@code +xa} to accept all transfer syntaxes
     */
    public static StorescpProcess start(Path directory, String... arguments) {
        return start(directory, Map.of("TCP_NODELAY", "1"), List.of(arguments));
    }

    /** The same with an environment of one's own, such as none. */
    public static StorescpProcess start(
            Path directory, Map<String, String> environment, List<String> arguments) {
        int port = PeerProcess.freePort();
        var received = directory.resolve("received");
        try {
            Files.createDirectories(received);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command =
                new ArrayList<>(
                        List.of("storescp", "-v", "-aet", TITLE, "-od", received.toString()));
        command.addAll(arguments);
        command.add(String.valueOf(port));
        boolean tls = arguments.contains("+tls");
        var node = new RemoteNode(new AETitle(TITLE), PeerProcess.LOOPBACK, port, tls);
        var process = PeerProcess.start(directory, port, command, environment);
        return new StorescpProcess(process, node, received);
    }

    /** Its process, for measurements. */
    public long pid() {
        return process.pid();
    }

    /** Where it is reached. */
    public RemoteNode node() {
        return node;
    }

    /** The files it has written so far. */
    public List<Path> received() {
        try (var files = Files.list(received)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
