// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.UID;
import spiders.dicom.net.AETitle;
import spiders.dicom.net.AssociationServer;
import spiders.dicom.net.Callers;
import spiders.dicom.net.RemoteNode;
import spiders.dicom.net.StorageClasses;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A PACS that runs in this JVM: C-ECHO, C-FIND, C-MOVE, C-GET, C-STORE, and where a web port is
 * asked for QIDO-RS and WADO-RS, on the loopback.
 *
 * <p>Its objects are files; it keeps no pixel of them in memory. Whoever starts it closes it.
 */
public final class Pacs implements AutoCloseable {

    private final AETitle aeTitle;
    private final PacsIndex index = new PacsIndex();
    private final PacsService service;
    private final Sending sending;
    private final AssociationServer accepting;
    private final AssociationServer refusing;
    private final Wire wire;
    private final Optional<Web> web;

    /** The web side: what answers, and the wire before it. */
    private record Web(PacsWeb service, Wire wire) {}

    private Pacs(PacsSettings settings) throws IOException {
        aeTitle = settings.aeTitle();
        for (var folder : settings.folders()) {
            index.addFolder(Files.createDirectories(folder));
        }
        sending = new Sending(settings.fault());
        service =
                new PacsService(
                        index, sending, settings.folders().getFirst(), settings.destinations());
        accepting = serve(Callers.any());
        refusing = serve(Callers.only(List.of()));
        wire = new Wire(settings.port(), accepting.port().orElseThrow());
        sending.cuts(wire);
        web = settings.webPort() < 0 ? Optional.empty() : Optional.of(web(settings.webPort()));
        fault(settings.fault());
    }

    /** Starts a PACS, which answers when this returns. */
    public static Pacs start(PacsSettings settings) throws IOException {
        return new Pacs(settings);
    }

    /** Starts a PACS without faults that holds what is in the folders. */
    public static Pacs start(String aeTitle, Path... folders) throws IOException {
        return start(PacsSettings.of(aeTitle, folders));
    }

    private AssociationServer serve(Callers callers) throws IOException {
        return AssociationServer.builder(aeTitle)
                .port(0)
                .callers(callers)
                .echoing(service)
                .finding(service)
                .retrieving(service)
                .storing(StorageClasses::isStandardOrPrivate, service)
                .start();
    }

    private Web web(int port) throws IOException {
        var http = PacsWeb.listen();
        var answering = new PacsWeb(http, index, sending);
        var webWire = new Wire(port, http.getAddress().getPort());
        sending.cuts(webWire);
        return new Web(answering, webWire);
    }

    static int wrongCount(Fault fault) {
        return fault instanceof Fault.WrongCounts wrong ? wrong.difference() : 0;
    }

    /** Changes how it misbehaves, from the next connection or request on. */
    public void fault(Fault fault) {
        sending.fault(fault);
        boolean refuses = fault instanceof Fault.Refuse;
        wire.target((refuses ? refusing : accepting).port().orElseThrow());
        wire.silent(fault instanceof Fault.Silent);
        long speed = fault instanceof Fault.Slow slow ? slow.bytesPerSecond() : 0;
        wire.bytesPerSecond(speed);
        web.ifPresent(it -> it.wire().silent(fault instanceof Fault.Silent));
        web.ifPresent(it -> it.wire().bytesPerSecond(speed));
    }

    public AETitle aeTitle() {
        return aeTitle;
    }

    public int port() {
        return wire.port();
    }

    /** Where it is reached by DIMSE. */
    public RemoteNode node() {
        return new RemoteNode(aeTitle, "127.0.0.1", port(), false);
    }

    /** The base of its DICOMweb services; empty when it has none. */
    public Optional<URI> webBase() {
        return web.map(it -> URI.create("http://127.0.0.1:" + it.wire().port() + PacsWeb.ROOT));
    }

    /** What it was asked so far. */
    public PacsCounts counts() {
        return new PacsCounts(
                service.echoes(),
                service.finds() + web.map(it -> it.service().finds()).orElse(0),
                service.retrievals() + web.map(it -> it.service().retrievals()).orElse(0),
                sending.sent(),
                service.stored());
    }

    /** How often each object was opened to be sent, those left out that never were. */
    public Map<UID, Integer> sendings() {
        return sending.sendings();
    }

    /** Takes a file into its index, where it is. */
    public PacsObject add(Path part10) throws IOException {
        return index.add(part10);
    }

    /** What it holds. */
    public List<PacsObject> objects() {
        return List.copyOf(index.all());
    }

    /** Breaks every connection there is, as when its machine restarts. */
    public void cutConnections() {
        wire.cut();
        web.ifPresent(it -> it.wire().cut());
    }

    @Override
    public void close() throws IOException {
        wire.close();
        accepting.close();
        refusing.close();
        if (web.isPresent()) {
            web.get().wire().close();
            web.get().service().close();
        }
    }
}
