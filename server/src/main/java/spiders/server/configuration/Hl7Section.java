// SPDX-License-Identifier: Apache-2.0
package spiders.server.configuration;

import spiders.rcp.mllp.Hl7Peer;
import spiders.security.UserName;
import spiders.server.configuration.Configuration.Hl7;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Reads {@code hl7}: the port at which other board tools register cases, and which they are. */
final class Hl7Section {

    private static final int PORT = 2575;
    private static final int CONNECTIONS = 8;
    private static final int MOST_CONNECTIONS = 256;

    private Hl7Section() {}

    static List<Hl7> read(Section section) {
        if (!section.isWritten()) {
            return List.of();
        }
        var hl7 =
                new Hl7(
                        section.value("bind", "127.0.0.1", Values::text),
                        section.value("port", PORT, Values::port),
                        section.value("tls", false, Values::flag),
                        section.value(
                                "connections",
                                CONNECTIONS,
                                text -> Values.number(text, 1, MOST_CONNECTIONS)),
                        section.list("peers").stream().map(Hl7Section::peer).toList());
        section.refuseUnknown();
        return List.of(hl7);
    }

    private static Hl7Peer peer(Section section) {
        var peer =
                new Hl7Peer(
                        section.required("host", Values::text),
                        section.required("application", Values::text),
                        section.required("facility", Values::text),
                        section.required("account", UserName::new),
                        boards(section));
        section.refuseUnknown();
        return peer;
    }

    private static Map<String, String> boards(Section peer) {
        var boards = new HashMap<String, String>();
        for (var one : peer.list("boards")) {
            boards.put(one.required("code", Values::text), one.required("board", Values::text));
            one.refuseUnknown();
        }
        return boards;
    }

    /** Refuses a port that everybody could send to, or whose senders are not told apart. */
    static void check(Configuration configuration) {
        for (var hl7 : configuration.hl7()) {
            if (hl7.peers().isEmpty()) {
                throw new ConfigurationException(
                        "hl7 opens a port and nobody may send: list hl7.peers");
            }
            if (hl7.isEncrypted() && configuration.dicom().tls().isEmpty()) {
                throw new ConfigurationException("hl7.tls uses the files of dicom.tls: give them");
            }
            var names = new HashSet<String>();
            for (var peer : hl7.peers()) {
                checkHost(peer);
                // Messages and orders are known by these two, wherever they come from.
                if (!names.add(peer.application() + "|" + peer.facility())) {
                    throw new ConfigurationException(
                            "hl7.peers has %s of %s twice"
                                    .formatted(peer.application(), peer.facility()));
                }
            }
        }
    }

    private static void checkHost(Hl7Peer peer) {
        if (List.of("*", "0.0.0.0", "::").contains(peer.host())) {
            throw new ConfigurationException(
                    "The HL7 peer %s must come from one host".formatted(peer.application()));
        }
    }
}
