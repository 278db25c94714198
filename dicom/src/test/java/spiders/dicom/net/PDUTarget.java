// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import java.util.Arrays;

/** The decoder of PDUs; the first byte is the type, 1 to 7. */
public final class PDUTarget {

    private PDUTarget() {}

    public static void run(byte[] input) {
        if (input.length == 0 || input[0] < 1 || input[0] > 7 || input[0] == 4) {
            return; // P-DATA-TF is not decoded as a whole.
        }
        try {
            var pdu = PDUDecoder.decode(input[0], Arrays.copyOfRange(input, 1, input.length));
            if (pdu.toString().isEmpty()) {
                throw new AssertionError("A PDU says nothing of itself");
            }
        } catch (MalformedPDUException e) {
            if (e.getMessage() == null) {
                throw new AssertionError("No reason", e);
            }
        }
    }
}
