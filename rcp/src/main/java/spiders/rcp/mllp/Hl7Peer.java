// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.mllp;

import spiders.security.UserName;

import java.util.Map;

/**
 * A system that may send.
 *
 * @param host the name or address of the machine that it sends from
 * @param application what it calls itself (MSH-3)
 * @param facility where it is (MSH-4)
 * @param account in whose name its cases are registered
 * @param boards our boards by its codes
 */
public record Hl7Peer(
        String host,
        String application,
        String facility,
        UserName account,
        Map<String, String> boards) {

    public Hl7Peer {
        boards = Map.copyOf(boards);
    }
}
