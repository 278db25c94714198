// SPDX-License-Identifier: Apache-2.0
package spiders.security.atna;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A message of syslog as it goes over TLS: its length, a space, and itself (RFC 5425 section 4.3,
 * RFC 5424 section 6).
 */
final class SyslogFrame {

    /** Facility 10, security messages, at severity 5, notice (PS3.15 section A.6.1). */
    private static final int PRIORITY = 10 * 8 + 5;

    private static final String NAME = "SPIDERS";
    private static final String MESSAGE = "DICOM+RFC3881";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final String NIL = "-";
    private static final int LONGEST_HOST = 255;

    private SyslogFrame() {}

    /**
     * A frame.
     *
     * @param host who sends; what is no printable ASCII in it is left out
     * @param message text, which is sent as UTF-8
     */
    static byte[] of(Instant at, String host, String message) {
        var header =
                "<%d>1 %s %s %s %d %s %s "
                        .formatted(
                                PRIORITY,
                                at.truncatedTo(ChronoUnit.MICROS),
                                printable(host),
                                NAME,
                                ProcessHandle.current().pid(),
                                MESSAGE,
                                NIL);
        var body = (header + BYTE_ORDER_MARK + message).getBytes(UTF_8);
        var frame = new ByteArrayOutputStream(body.length + 8);
        frame.writeBytes((body.length + " ").getBytes(US_ASCII));
        frame.writeBytes(body);
        return frame.toByteArray();
    }

    private static String printable(String host) {
        var text = host.replaceAll("[^!-~]", "");
        if (text.isEmpty()) {
            return NIL;
        }
        return text.substring(0, Math.min(text.length(), LONGEST_HOST));
    }
}
