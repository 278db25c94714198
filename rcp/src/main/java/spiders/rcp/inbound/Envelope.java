// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import java.util.Map;

/**
 * What stands on a message, without what is in it.
 *
 * @param sender the sending application and facility: in their domain are control ids and orders
 * @param controlId by which the sender names the message
 * @param kind such as {@code SIU^S12}
 * @param digest of the bytes, in hexadecimal digits
 * @param boards our boards by the sender's codes; a code that is not here is our own
 */
public record Envelope(
        String sender, String controlId, String kind, String digest, Map<String, String> boards) {

    public Envelope {
        boards = Map.copyOf(boards);
    }
}
