// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.rcp.inbound.FhirRequests;
import spiders.rcp.inbound.InboundProblem;
import spiders.rcp.inbound.InboundProblem.Kind;
import spiders.security.PatientKey;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers in FHIR R4: resources, and outcomes that say what is wrong and where. */
final class FhirAnswer {

    /** JSON of FHIR (RFC 6838, FHIR R4 section 3.1.0.1.10). */
    static final MediaType TYPE = MediaType.parseMediaType("application/fhir+json");

    private FhirAnswer() {}

    static ServerResponse ok(Map<String, Object> resource) {
        return status(200).body(resource);
    }

    static ServerResponse.BodyBuilder status(int status) {
        return ServerResponse.status(status).contentType(TYPE).header("Cache-Control", "no-store");
    }

    /** What failed, with a code of the value set issue-type; the place may be empty. */
    static ServerResponse failed(int status, String code, String text, String where) {
        return status(status).body(outcome("error", code, text, where));
    }

    static ServerResponse refused(InboundProblem problem) {
        var kind = problem.kind();
        var later = kind.isForAPerson() ? "; a person of the board may settle it here" : "";
        return failed(
                status(kind),
                code(kind),
                kind.name() + ": " + sentence(kind) + later,
                FhirRequests.place(problem.where()));
    }

    /** What HL7's words say otherwise. */
    private static String sentence(Kind kind) {
        return switch (kind) {
            case SEGMENT_MISSING -> "a resource is missing";
            case FIELD_MISSING -> "an element is missing";
            case MESSAGE_TYPE -> "this type of resource is not taken here";
            case EVENT -> "this status, intent or interaction is not taken";
            case SEVERAL -> "there is more than one, or there are too many";
            case CONTROL_ID_REUSED -> "another request for this order was done meanwhile";
            case NOT_A_MESSAGE,
                    VALUE,
                    CHARACTER_SET,
                    PROCESSING,
                    UNKNOWN_BOARD,
                    NO_SESSION,
                    UNKNOWN_ORDER,
                    TWIN,
                    IDENTITY,
                    CLOSED,
                    NOT_INFORMED,
                    OBJECTION,
                    STATE,
                    OTHERS_CASE,
                    BEGUN,
                    SENDER ->
                    kind.sentence();
        };
    }

    private static int status(Kind kind) {
        return switch (kind) {
            case NOT_A_MESSAGE -> 400;
            case OBJECTION, SENDER -> 403;
            case UNKNOWN_ORDER -> 404;
            case CONTROL_ID_REUSED -> 409;
            case SEGMENT_MISSING,
                    FIELD_MISSING,
                    VALUE,
                    CHARACTER_SET,
                    MESSAGE_TYPE,
                    EVENT,
                    PROCESSING,
                    UNKNOWN_BOARD,
                    NO_SESSION,
                    TWIN,
                    IDENTITY,
                    CLOSED,
                    NOT_INFORMED,
                    STATE,
                    OTHERS_CASE,
                    BEGUN,
                    SEVERAL ->
                    422;
        };
    }

    /** Codes of FHIR's value set issue-type. */
    private static String code(Kind kind) {
        return switch (kind) {
            case NOT_A_MESSAGE -> "structure";
            case SEGMENT_MISSING, FIELD_MISSING -> "required";
            case VALUE, CHARACTER_SET, SEVERAL -> "value";
            case MESSAGE_TYPE, EVENT, PROCESSING -> "not-supported";
            case UNKNOWN_BOARD, NO_SESSION, UNKNOWN_ORDER -> "not-found";
            case CONTROL_ID_REUSED -> "conflict";
            case OTHERS_CASE -> "duplicate";
            case TWIN, IDENTITY -> "multiple-matches";
            case OBJECTION, SENDER -> "forbidden";
            case CLOSED, NOT_INFORMED, STATE, BEGUN -> "business-rule";
        };
    }

    /** A patient, by our key alone. */
    static Map<String, Object> patient(PatientKey key) {
        return Map.of(
                "identifier", Map.of("system", "urn:spiders:patient", "value", key.toString()));
    }

    /** A case, by its id here. */
    static Map<String, Object> boardCase(UUID id) {
        return Map.of("identifier", Map.of("system", "urn:spiders:case", "value", id.toString()));
    }

    /** A moment with its seconds, which FHIR wants (R4 section 2.24.0.1, dateTime). */
    static String instant(OffsetDateTime moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(moment);
    }

    /** An OperationOutcome of one issue. */
    static Map<String, Object> outcome(String severity, String code, String text, String where) {
        var issue = new LinkedHashMap<String, Object>();
        issue.put("severity", severity);
        issue.put("code", code);
        issue.put("diagnostics", text);
        if (!where.isEmpty()) {
            issue.put("expression", List.of(where));
        }
        return resource("OperationOutcome", Map.of("issue", List.of(issue)));
    }

    /** A resource, its type first, as most print it. */
    static Map<String, Object> resource(String type, Map<String, Object> elements) {
        var resource = new LinkedHashMap<String, Object>();
        resource.put("resourceType", type);
        resource.putAll(elements);
        return resource;
    }
}
