// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.peer;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A node made of a Python script over Odil, which is given its port and then its arguments. */
public final class ScriptProcess implements AutoCloseable {

    private final PeerProcess process;
    private final RemoteNode node;

    private ScriptProcess(PeerProcess process, RemoteNode node) {
        this.process = process;
        this.node = node;
    }

    /** A port that was free a moment ago, for a node that is to start later. */
    public static int freePort() {
        return PeerProcess.freePort();
    }

    /** Starts it, and waits until it listens; close it after use. */
    public static ScriptProcess start(
            Path directory, Path script, AETitle title, int port, String... arguments) {
        var command =
                new ArrayList<>(
                        List.of("/usr/bin/python3", script.toString(), Integer.toString(port)));
        command.addAll(List.of(arguments));
        var process = PeerProcess.start(directory, port, command, Map.of("TCP_NODELAY", "1"));
        return new ScriptProcess(process, new RemoteNode(title, PeerProcess.LOOPBACK, port, false));
    }

    /**
     * Starts one that takes instance availability notifications (PS3.4 annex R), and prints each.
     *
     * @param statuses the first answers, hexadecimal; success after them
     */
    public static ScriptProcess notified(
            Path directory, AETitle title, int port, String... statuses) {
        return start(directory, script(directory, "odil_notified.py"), title, port, statuses);
    }

    /** Python reads no jar. */
    private static Path script(Path directory, String name) {
        try (var in = Objects.requireNonNull(ScriptProcess.class.getResourceAsStream(name))) {
            Files.createDirectories(directory);
            var file = directory.resolve(name);
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
