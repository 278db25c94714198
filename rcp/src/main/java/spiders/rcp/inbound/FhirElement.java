// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.inbound.InboundProblem.Kind;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * An element of a resource of FHIR R4 in JSON, and where it stands, as FHIRPath writes it.
 *
 * <p>What is read is no deeper than 40 levels, names no element twice, and repeats none more than
 * fifty times; what breaks that throws {@link InboundException}.
 */
record FhirElement(JsonNode node, String path) {

    private static final int DEEPEST = 40;
    private static final int MOST = 50;
    private static final int LONGEST = 128;

    private static final JsonMapper JSON =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Reads a resource; one of no type is none. */
    static FhirElement resource(byte[] bytes) {
        try {
            return resource(JSON.readTree(bytes));
        } catch (JacksonException _) {
            throw new InboundException(Kind.NOT_A_MESSAGE, "");
        }
    }

    private static FhirElement resource(JsonNode node) {
        var type = node.path("resourceType").asString("");
        if (!type.matches("[A-Za-z]{1,64}")) {
            throw new InboundException(Kind.NOT_A_MESSAGE, "resourceType");
        }
        return new FhirElement(node, type);
    }

    /** The resource that this holds, by its own name, for that is how its sender knows it. */
    FhirElement asResource() {
        return resource(node);
    }

    /** Its type, of a resource. */
    String type() {
        return node.path("resourceType").asString("");
    }

    boolean isMissing() {
        return node.isMissingNode();
    }

    /** The element of this name, which may be missing. */
    FhirElement at(String name) {
        return new FhirElement(node.path(name), path + "." + name);
    }

    /** All elements of a name that may be repeated. */
    List<FhirElement> all(String name) {
        var list = at(name);
        if (list.isMissing()) {
            return List.of();
        }
        if (!list.node.isArray()) {
            throw new InboundException(Kind.VALUE, list.path);
        }
        if (list.node.size() > MOST) {
            throw new InboundException(Kind.SEVERAL, list.path);
        }
        var found = new ArrayList<FhirElement>();
        for (var one : list.node) {
            found.add(new FhirElement(one, list.path + "[" + found.size() + "]"));
        }
        return found;
    }

    /** The text of this name without spaces around it; empty where there is none. */
    String text(String name) {
        return at(name).text();
    }

    /** Its own text; what is no text, or has a character that no text has, is refused. */
    String text() {
        if (isMissing()) {
            return "";
        }
        if (!node.isString() || !node.asString().codePoints().allMatch(FhirElement::isOfText)) {
            throw new InboundException(Kind.VALUE, path);
        }
        return node.asString().strip();
    }

    /** FHIR R4 section 2.24.0.1 (string): no control character but these, and whole characters. */
    private static boolean isOfText(int c) {
        boolean isControl = c < ' ' && c != '\t' && c != '\n' && c != '\r';
        return !isControl && Character.getType(c) != Character.SURROGATE;
    }

    /** The text of this name, which must be there and have 128 characters at most. */
    String needed(String name) {
        var text = text(name);
        if (text.isEmpty()) {
            throw new InboundException(Kind.FIELD_MISSING, path + "." + name);
        }
        if (text.length() > LONGEST) {
            throw new InboundException(Kind.VALUE, path + "." + name);
        }
        return text;
    }

    /** Whether this name is said to be true; what is neither true nor false is refused. */
    boolean isTrue(String name) {
        var flag = at(name);
        if (!flag.isMissing() && !flag.node.isBoolean()) {
            throw new InboundException(Kind.VALUE, flag.path);
        }
        return flag.node.asBoolean(false);
    }

    /** Refuses what changes the meaning of all the rest, and is not known here. */
    void refuse(String... modifiers) {
        for (var name : modifiers) {
            if (!at(name).isMissing()) {
                throw new InboundException(Kind.VALUE, path + "." + name);
            }
        }
    }

    /** The first code of a CodeableConcept that is of the system, else its only code. */
    String code(String system) {
        var codings = all("coding");
        return codings.stream()
                .filter(one -> one.text("system").equals(system))
                .findFirst()
                .or(() -> codings.stream().filter(_ -> codings.size() == 1).findFirst())
                .map(one -> one.text("code"))
                .orElse("");
    }

    /** Without what it says. */
    @Override
    public String toString() {
        return "FhirElement[" + path + "]";
    }
}
