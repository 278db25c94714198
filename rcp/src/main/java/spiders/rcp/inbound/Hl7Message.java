// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.HapiContext;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.parser.DefaultEscaping;
import ca.uhn.hl7v2.parser.EncodingCharacters;
import ca.uhn.hl7v2.parser.GenericModelClassFactory;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.util.Terser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A message of HL7 version 2 in its ER7 encoding, whatever its structure: segments by name, and
 * their fields. It is read without the tables of one version, because board tools send what they
 * like within a structure.
 */
public final class Hl7Message {

    private static final HapiContext CONTEXT =
            new DefaultHapiContext(
                    new ca.uhn.hl7v2.parser.ParserConfiguration(),
                    ValidationContextFactory.noValidation(),
                    new GenericModelClassFactory());
    private static final EncodingCharacters ENCODING = EncodingCharacters.defaultInstance();
    private static final DefaultEscaping ESCAPING = new DefaultEscaping();
    private static final int MAX_REPETITIONS = 100;

    private final List<Segment> segments;

    private Hl7Message(List<Segment> segments) {
        this.segments = List.copyOf(segments);
    }

    /** Reads a message; throws {@link InboundException} where it is none. */
    public static Hl7Message read(byte[] bytes) {
        var text = Hl7Text.of(bytes);
        try {
            var segments = new ArrayList<Segment>();
            collect(new PipeParser(CONTEXT).parse(text), segments);
            return new Hl7Message(segments);
        } catch (HL7Exception | RuntimeException _) {
            // HAPI 2.6.0 meets some cut headers with an index out of bounds. What it says of a
            // message would quote the patient's data.
            throw new InboundException(InboundProblem.Kind.NOT_A_MESSAGE, "");
        }
    }

    private static void collect(Group group, List<Segment> into) throws HL7Exception {
        for (var name : group.getNames()) {
            for (var structure : group.getAll(name)) {
                if (structure instanceof Segment segment) {
                    into.add(segment);
                } else if (structure instanceof Group below) {
                    collect(below, into);
                }
            }
        }
    }

    /** MSH-3 and MSH-4: who sends it. */
    public String application() {
        return text("MSH", 3);
    }

    public String facility() {
        return text("MSH", 4);
    }

    /** MSH-10. */
    public String controlId() {
        return text("MSH", 10);
    }

    /** MSH-12, or what is taken for it where it is empty. */
    public String version() {
        var version = text("MSH", 12);
        return version.isEmpty() ? "2.5" : version;
    }

    /** MSH-9 as {@code SIU^S12}. */
    public String kind() {
        return (text("MSH", 9) + "^" + text(first("MSH"), 9, 0, 2, 1)).strip();
    }

    /** The first component of a field of the first such segment; empty where there is none. */
    String text(String segment, int field) {
        return text(first(segment), field, 0, 1, 1);
    }

    List<Segment> all(String name) {
        return segments.stream().filter(segment -> segment.getName().equals(name)).toList();
    }

    List<Segment> first(String name) {
        return all(name).stream().limit(1).toList();
    }

    static String text(List<Segment> of, int field, int repetition, int component, int sub) {
        return of.isEmpty() ? "" : text(of.getFirst(), field, repetition, component, sub);
    }

    static String text(Segment segment, int field, int repetition, int component, int sub) {
        try {
            return Objects.requireNonNullElse(
                            Terser.get(segment, field, repetition, component, sub), "")
                    .replace("\"\"", "")
                    .strip();
        } catch (HL7Exception _) {
            return "";
        }
    }

    /** All that a field of free text says, separators too; each repetition is a line. */
    static String freeText(Segment segment, int field) {
        try {
            return Arrays.stream(segment.getField(field))
                    .map(one -> PipeParser.encode(one, ENCODING))
                    .map(one -> ESCAPING.unescape(one, ENCODING).replace("\"\"", "").strip())
                    .filter(one -> !one.isEmpty())
                    .collect(Collectors.joining("\n"));
        } catch (HL7Exception _) {
            return "";
        }
    }

    /** How often a field is repeated, at most a hundred times. */
    static int repetitions(Segment segment, int field) {
        try {
            return Math.min(MAX_REPETITIONS, segment.getField(field).length);
        } catch (HL7Exception _) {
            return 0;
        }
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "Hl7Message[" + kind() + "]";
    }
}
