// SPDX-License-Identifier: Apache-2.0
package spiders.demo;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;
import spiders.testkit.pacs.Fault;
import spiders.testkit.pacs.Pacs;
import spiders.testkit.pacs.PacsSettings;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Three PACS that run, and a fourth that is switched off. */
final class DemoNetwork implements AutoCloseable {

    private static final Duration THINKING = Duration.ofMillis(700);
    private static final long SLOW_BYTES = 60_000_000;

    private final Pacs lille;
    private final Pacs amiens;
    private final Pacs lens;
    private final int offPort;

    /** Starts the PACS; {@code hub} is where C-MOVE sends. */
    DemoNetwork(DemoData data, int hubDicomPort) throws IOException {
        var hub = new RemoteNode(new AETitle("SPIDERS"), "127.0.0.1", hubDicomPort, false);
        lille = Pacs.start(PacsSettings.of("DEMO_LILLE", data.lille()).withDestination(hub));
        amiens =
                Pacs.start(
                        PacsSettings.of("DEMO_AMIENS", data.amiens())
                                .withWebPort(0)
                                .withDestination(hub));
        lens =
                Pacs.start(
                        PacsSettings.of("DEMO_LENS", data.lens())
                                .withDestination(hub)
                                .withFault(new Fault.Slow(THINKING, SLOW_BYTES)));
        offPort = Ports.free();
    }

    /** How the hub's configuration lists them. */
    List<HubSettings.Source> sources() {
        return List.of(
                new HubSettings.Source(
                        "demo-lille",
                        "PACS démo Lille",
                        "lille-oscar-lambret",
                        lille.aeTitle().value(),
                        lille.port(),
                        "",
                        "get, move",
                        "DEMO LILLE"),
                new HubSettings.Source(
                        "demo-amiens",
                        "PACS démo Amiens (DICOMweb)",
                        "amiens-chu",
                        amiens.aeTitle().value(),
                        amiens.port(),
                        amiens.webBase().map(URI::toString).orElse(""),
                        "wado, get",
                        "DEMO AMIENS"),
                new HubSettings.Source(
                        "demo-lens",
                        "PACS démo Lens (lent)",
                        "lens-gcs-artois",
                        lens.aeTitle().value(),
                        lens.port(),
                        "",
                        "move, get",
                        "DEMO LENS"),
                new HubSettings.Source(
                        "demo-dunkerque",
                        "PACS démo Dunkerque (arrêté)",
                        "dunkerque-dutreix",
                        "DEMO_DUNKERQUE",
                        offPort,
                        "",
                        "get, move",
                        "DEMO DUNKERQUE"));
    }

    /** How many objects the PACS have sent since they started. */
    int sent() {
        return lille.counts().sent() + amiens.counts().sent() + lens.counts().sent();
    }

    @Override
    public void close() throws IOException {
        lille.close();
        amiens.close();
        lens.close();
    }
}
