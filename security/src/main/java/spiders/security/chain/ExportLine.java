// SPDX-License-Identifier: Apache-2.0
package spiders.security.chain;

import spiders.security.chain.AuditRecord.Deed;
import spiders.security.chain.AuditRecord.Ground;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A line of an export of the audit, always with the same keys in the same order. */
public sealed interface ExportLine {

    /** Of the lines of this program. */
    int FORM = 1;

    /**
     * The first line.
     *
     * @param after the position before the first of this export; 0 where it begins at the first
     * @param previous the digest of that position
     * @param isToTheEnd whether it goes to the end of the chain, or ends where it was asked to
     */
    record Head(long after, AuditDigest previous, boolean isToTheEnd, Instant at, String node)
            implements ExportLine {}

    /** A place of the chain. */
    record Place(ChainEntry entry) implements ExportLine {}

    /** An anchor, after the place that it is of. */
    record Anchored(SignedAnchor signed) implements ExportLine {}

    /** A record that waits for its place. */
    record Waiting(AuditRecord record) implements ExportLine {}

    /** A record in no place, of which nothing can be read. */
    record Stray(long id, String why) implements ExportLine {}

    /** The last line. */
    record End(long places, long position, AuditDigest digest) implements ExportLine {}

    /** The line, without its line feed. */
    static String write(ExportLine line) {
        return JsonMapper.shared().writeValueAsString(fields(line));
    }

    private static ObjectNode fields(ExportLine line) {
        var fields = JsonMapper.shared().createObjectNode();
        return switch (line) {
            case Head(var after, var previous, var isToTheEnd, var at, var node) ->
                    fields.put("audit", FORM)
                            .put("after", after)
                            .put("previous", previous.toString())
                            .put("toTheEnd", isToTheEnd)
                            .put("at", at.toString())
                            .put("node", node);
            case Place(var entry) -> place(fields, entry);
            case Anchored(var signed) -> AnchorLine.fields(signed);
            case Waiting(var row) -> record(fields.put("waiting", true), row);
            case Stray(var id, var why) -> fields.put("stray", id).put("why", why);
            case End(var places, var position, var digest) ->
                    fields.put("end", places)
                            .put("position", position)
                            .put("digest", digest.toString());
        };
    }

    private static ObjectNode place(ObjectNode fields, ChainEntry entry) {
        var link = entry.link();
        fields.put("position", link.position())
                .put("settled", link.settled())
                .put("form", link.form())
                .put("digest", link.digest().toString());
        return switch (entry) {
            case ChainEntry.Whole(_, var row) -> record(fields, row);
            case ChainEntry.Lost(_, var id) -> fields.put("lost", id);
            case ChainEntry.Malformed(_, var id, var why) ->
                    fields.put("malformed", id).put("why", why);
        };
    }

    private static ObjectNode record(ObjectNode fields, AuditRecord row) {
        var deed = row.deed();
        fields.put("id", row.id())
                .put("at", row.at().toString())
                .put("node", row.node())
                .put("who", deed.who())
                .put("action", deed.action());
        var patients = fields.putArray("patients");
        deed.patients().forEach(patient -> patients.add(patient.toString()));
        var objects = fields.putArray("objects");
        deed.objects().forEach(objects::add);
        return fields.put("purpose", deed.ground().purpose())
                .put("session", deed.ground().session())
                .put("boardCase", deed.ground().boardCase())
                .put("outcome", deed.outcome())
                .put("detail", deed.detail());
    }

    /**
     * Reads a line, to the letter as {@link #write} makes it.
     *
     * @throws MalformedLineException where it is none
     */
    static ExportLine read(String text) {
        try {
            var line = read(JsonMapper.shared().readTree(text));
            if (write(line).equals(text)) {
                return line;
            }
            throw new MalformedLineException("a line in other words than SPIDERS writes");
        } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
            throw new MalformedLineException("no whole line of an export", e);
        }
    }

    private static ExportLine read(JsonNode fields) {
        if (fields.has("anchor")) {
            return new Anchored(AnchorLine.read(fields));
        }
        if (fields.has("audit")) {
            return head(fields);
        }
        if (fields.has("waiting")) {
            return new Waiting(record(fields));
        }
        if (fields.has("stray")) {
            return new Stray(fields.path("stray").longValue(), text(fields, "why"));
        }
        if (fields.has("end")) {
            return new End(
                    fields.path("end").longValue(),
                    fields.path("position").longValue(),
                    AuditDigest.parse(text(fields, "digest")));
        }
        return new Place(entry(fields));
    }

    private static Head head(JsonNode fields) {
        if (fields.path("audit").intValue() != FORM) {
            throw new MalformedLineException("an export of a form that is not known here");
        }
        return new Head(
                fields.path("after").longValue(),
                AuditDigest.parse(text(fields, "previous")),
                fields.path("toTheEnd").booleanValue(),
                Instant.parse(text(fields, "at")),
                text(fields, "node"));
    }

    private static ChainEntry entry(JsonNode fields) {
        var link =
                new ChainLink(
                        fields.path("position").longValue(),
                        fields.path("settled").longValue(),
                        fields.path("form").intValue(),
                        AuditDigest.parse(text(fields, "digest")));
        if (fields.has("lost")) {
            return new ChainEntry.Lost(link, fields.path("lost").longValue());
        }
        if (fields.has("malformed")) {
            return new ChainEntry.Malformed(
                    link, fields.path("malformed").longValue(), text(fields, "why"));
        }
        return new ChainEntry.Whole(link, record(fields));
    }

    private static AuditRecord record(JsonNode fields) {
        var at = Instant.parse(text(fields, "at"));
        if (!at.equals(at.truncatedTo(ChronoUnit.MICROS))) {
            throw new MalformedLineException("a time finer than microseconds");
        }
        var deed =
                new Deed(
                        text(fields, "who"),
                        text(fields, "action"),
                        texts(fields, "patients").stream().map(UUID::fromString).toList(),
                        texts(fields, "objects"),
                        new Ground(
                                text(fields, "purpose"),
                                text(fields, "session"),
                                text(fields, "boardCase")),
                        text(fields, "outcome"),
                        text(fields, "detail"));
        return new AuditRecord(fields.path("id").longValue(), at, text(fields, "node"), deed);
    }

    private static String text(JsonNode fields, String key) {
        return fields.path(key).stringValue();
    }

    private static List<String> texts(JsonNode fields, String key) {
        var texts = new ArrayList<String>();
        fields.path(key).forEach(item -> texts.add(item.stringValue()));
        return texts;
    }
}
