// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.pacs.Pacs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A hub as a process of its own, with PACS of the testkit, in a folder that is thrown away. */
final class TestHub implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final URI base;
    private final int dicomPort = Ports.free();
    private final int metricsPort = Ports.free();
    private final List<HubProcess> processes = new ArrayList<>();

    TestHub(Path folder) throws IOException {
        this.folder = folder;
        this.base = URI.create("http://127.0.0.1:" + Ports.free());
    }

    URI base() {
        return base;
    }

    Path folder() {
        return folder;
    }

    /** Where a PACS may send to. */
    RemoteNode node() {
        return new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", dicomPort, false);
    }

    static HubSettings.Source source(String id, Pacs pacs, String retrieve) {
        return new HubSettings.Source(
                id,
                "PACS " + id,
                "lille-oscar-lambret",
                pacs.aeTitle().value(),
                pacs.port(),
                pacs.webBase().map(URI::toString).orElse(""),
                retrieve,
                "");
    }

    /** Starts the hub, or starts it again; returns when it is ready. */
    void start(List<HubSettings.Source> sources) throws IOException, InterruptedException {
        var boards = folder.resolve("boards.yaml");
        try (var in = Objects.requireNonNull(Demo.class.getResourceAsStream("boards.yaml"))) {
            Files.copy(in, boards, StandardCopyOption.REPLACE_EXISTING);
        }
        var configuration = folder.resolve("hub.yaml");
        new HubSettings(
                        folder.resolve("hub"),
                        base.getPort(),
                        dicomPort,
                        metricsPort,
                        boards,
                        sources)
                .write(configuration);
        var log = folder.resolve("hub-%d.log".formatted(processes.size() + 1));
        var process = HubProcess.start(System.getProperty("java.class.path"), configuration, log);
        processes.add(process);
        process.awaitReady(base, PATIENCE);
    }

    HubProcess process() {
        return processes.getLast();
    }

    /** The JSON interface, as the demo's clinician. */
    HubApi clinician() throws IOException, InterruptedException {
        var api = new HubApi(base);
        api.signIn(Demo.CLINICIAN, Demo.PASSWORD);
        return api;
    }

    @Override
    public void close() {
        processes.forEach(HubProcess::close);
    }
}
