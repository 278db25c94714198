// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.net.AETitle;
import spiders.dicom.net.RemoteNode;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a PACS is started with.
 *
 * @param folders where its objects are, read at the start, subfolders included; what it is sent
 *     goes to the first
 * @param port of DIMSE, 0 for a free one
 * @param webPort of DICOMweb, 0 for a free one, −1 for none
 * @param destinations where C-MOVE may send
 */
public record PacsSettings(
        AETitle aeTitle,
        List<Path> folders,
        int port,
        int webPort,
        Map<AETitle, RemoteNode> destinations,
        Fault fault) {

    public PacsSettings {
        folders = List.copyOf(folders);
        destinations = Map.copyOf(destinations);
        if (folders.isEmpty()) {
            throw new IllegalArgumentException("PACS %s has no folder".formatted(aeTitle));
        }
    }

    /** A PACS without faults, web or destinations, on a free port. */
    public static PacsSettings of(String aeTitle, Path... folders) {
        return new PacsSettings(
                new AETitle(aeTitle), List.of(folders), 0, -1, Map.of(), new Fault.None());
    }

    public PacsSettings withPort(int value) {
        return new PacsSettings(aeTitle, folders, value, webPort, destinations, fault);
    }

    public PacsSettings withWebPort(int value) {
        return new PacsSettings(aeTitle, folders, port, value, destinations, fault);
    }

    public PacsSettings withFault(Fault value) {
        return new PacsSettings(aeTitle, folders, port, webPort, destinations, value);
    }

    /** One more destination of C-MOVE. */
    public PacsSettings withDestination(RemoteNode node) {
        var more = new HashMap<>(destinations);
        more.put(node.aeTitle(), node);
        return new PacsSettings(aeTitle, folders, port, webPort, more, fault);
    }
}
