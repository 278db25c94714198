// SPDX-License-Identifier: Apache-2.0
package spiders.bench;

import spiders.demo.Demo;
import spiders.demo.HubProcess;
import spiders.demo.HubSettings;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A hub with its embedded PostgreSQL, as a process with the class path of this one. */
record BenchHub(HubProcess process, URI base, RemoteNode node) implements AutoCloseable {

    /** Who sends: the calling title that the hub lets in. */
    static final String CALLER = "BENCH";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Starts a hub that knows these sources, with further options for its JVM. */
    static BenchHub start(Path folder, List<HubSettings.Source> sources, List<String> options)
            throws IOException, InterruptedException {
        return start(folder, sources, options, "");
    }

    /** The same with further lines of its configuration. */
    static BenchHub start(
            Path folder, List<HubSettings.Source> sources, List<String> options, String lines)
            throws IOException, InterruptedException {
        return start(folder, sources, options, text -> text + lines);
    }

    /** The same with a configuration that is changed before it is read. */
    static BenchHub start(
            Path folder,
            List<HubSettings.Source> sources,
            List<String> options,
            UnaryOperator<String> changed)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var boards = folder.resolve("boards.yaml");
        try (var in = Objects.requireNonNull(Demo.class.getResourceAsStream("boards.yaml"))) {
            Files.copy(in, boards, StandardCopyOption.REPLACE_EXISTING);
        }
        var known = new ArrayList<>(sources);
        known.add(source("sender", CALLER, freePort()));
        int dicom = freePort();
        var base = URI.create("http://127.0.0.1:" + freePort());
        var settings =
                new HubSettings(
                        folder.resolve("hub"), base.getPort(), dicom, freePort(), boards, known);
        var configuration = folder.resolve("hub.yaml");
        settings.write(configuration);
        mayAsk(configuration);
        Files.writeString(configuration, changed.apply(Files.readString(configuration)));
        var process =
                HubProcess.start(
                        System.getProperty("java.class.path"),
                        configuration,
                        folder.resolve("hub.log"),
                        options);
        Runtime.getRuntime().addShutdownHook(new Thread(process::close));
        process.awaitReady(base, PATIENCE);
        var node = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", dicom, false);
        return new BenchHub(process, base, node);
    }

    /** Who sends may ask too: a caller of which nothing is said may store alone. */
    private static void mayAsk(Path configuration) throws IOException {
        var caller = "{ae-title: " + CALLER + ", host: 127.0.0.1";
        var text = Files.readString(configuration);
        Files.writeString(
                configuration, text.replace(caller, caller + ", may: [store, query, retrieve]"));
    }

    static HubSettings.Source source(String id, String title, int port) {
        return new HubSettings.Source(
                id, id, "lille-oscar-lambret", title, port, "", "get", "BENCH");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.close();
    }
}
