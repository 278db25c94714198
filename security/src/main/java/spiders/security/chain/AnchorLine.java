// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;

/** A signed anchor as one line of JSON, always with the same keys in the same order. */
public final class AnchorLine {

    private static final int FORM = 1;
    private static final JsonMapper JSON = JsonMapper.shared();

    private AnchorLine() {}

    /** The line, without its line feed. */
    public static String write(SignedAnchor signed) {
        return JSON.writeValueAsString(fields(signed));
    }

    static ObjectNode fields(SignedAnchor signed) {
        var anchor = signed.anchor();
        return JSON.createObjectNode()
                .put("anchor", FORM)
                .put("position", anchor.position())
                .put("digest", anchor.digest().toString())
                .put("at", anchor.at().toString())
                .put("count", anchor.count())
                .put("node", anchor.node())
                .put("key", signed.key())
                .put("signature", signed.signature());
    }

    /**
     * Reads a line, to the letter as {@link #write} makes it.
     *
     * @throws MalformedLineException where it is none
     */
    public static SignedAnchor read(String line) {
        try {
            var signed = read(JSON.readTree(line));
            if (write(signed).equals(line)) {
                return signed;
            }
            throw new MalformedLineException("an anchor in other words than SPIDERS writes");
        } catch (JacksonException e) {
            throw new MalformedLineException("no JSON", e);
        }
    }

    static SignedAnchor read(JsonNode fields) {
        if (fields.path("anchor").asInt(0) != FORM) {
            throw new MalformedLineException("no anchor of a form that is known");
        }
        try {
            var anchor =
                    new Anchor(
                            fields.path("position").longValue(),
                            AuditDigest.parse(fields.path("digest").stringValue()),
                            Instant.parse(fields.path("at").stringValue()),
                            fields.path("count").longValue(),
                            fields.path("node").stringValue());
            return new SignedAnchor(
                    anchor,
                    fields.path("key").stringValue(),
                    fields.path("signature").stringValue());
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedLineException("no whole anchor", e);
        }
    }
}
