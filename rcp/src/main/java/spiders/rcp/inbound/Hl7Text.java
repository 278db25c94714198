// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/** The characters of a message by what MSH-18 says (HL7 table 0211). */
final class Hl7Text {

    private static final Charset LATIN_9 = Charset.forName("ISO-8859-15");
    private static final int CHARACTER_SET = 18;
    private static final int MAX_DELIMITERS = 20_000;
    private static final int MAX_SEGMENTS = 500;
    private static final Pattern ESCAPED_NUL = Pattern.compile("\\\\X(?:[0-9A-Fa-f]{2})*?00");

    private Hl7Text() {}

    /**
     * The text; throws {@link InboundException} for another character set, or for more fields than
     * any such message has, before memory is spent on them.
     */
    static String of(byte[] message) {
        // In each of the sets the first line's delimiters and names are bytes of ASCII.
        var raw = new String(message, ISO_8859_1);
        if (!raw.startsWith("MSH") || raw.length() < 8) {
            throw new InboundException(InboundProblem.Kind.NOT_A_MESSAGE, "MSH");
        }
        // Others would escape the count below, and nobody sends them.
        if (!raw.startsWith("MSH|^~\\&")) {
            throw new InboundException(InboundProblem.Kind.NOT_A_MESSAGE, "MSH-2");
        }
        // No text that a database keeps holds one, plain or escaped.
        if (raw.indexOf('\0') >= 0 || ESCAPED_NUL.matcher(raw).find()) {
            throw new InboundException(InboundProblem.Kind.NOT_A_MESSAGE, "");
        }
        long delimiters = raw.chars().filter(c -> "|^~&".indexOf(c) >= 0).count();
        long segments = raw.chars().filter(c -> c == '\r' || c == '\n').count();
        if (delimiters > MAX_DELIMITERS || segments > MAX_SEGMENTS) {
            throw new InboundException(InboundProblem.Kind.NOT_A_MESSAGE, "MSH-1");
        }
        return decoded(message, named(raw)).replace("\r\n", "\r").replace('\n', '\r');
    }

    private static String named(String raw) {
        int end = raw.indexOf('\r') < 0 ? raw.length() : raw.indexOf('\r');
        var fields = raw.substring(0, end).split("\\|", -1);
        // MSH-1 is the delimiter itself, so that MSH-18 is the eighteenth piece.
        return fields.length < CHARACTER_SET ? "" : fields[CHARACTER_SET - 1].split("~", 2)[0];
    }

    private static String decoded(byte[] message, String name) {
        return switch (name.strip()) {
            case "UNICODE UTF-8" -> strict(message);
            case "8859/1", "ASCII" -> new String(message, ISO_8859_1);
            case "8859/15" -> new String(message, LATIN_9);
            case "" -> guessed(message);
            default -> throw new InboundException(InboundProblem.Kind.CHARACTER_SET, "MSH-18");
        };
    }

    private static String strict(byte[] message) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException _) {
            throw new InboundException(InboundProblem.Kind.CHARACTER_SET, "MSH-18");
        }
    }

    /** French systems leave MSH-18 out and send either; text of the one is never the other. */
    private static String guessed(byte[] message) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
        } catch (CharacterCodingException _) {
            return new String(message, ISO_8859_1);
        }
    }
}
