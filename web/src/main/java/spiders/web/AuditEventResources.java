// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.AuditEvent;
import spiders.security.AuditEventType;
import spiders.security.AuditLine;
import spiders.security.Outcome;
import spiders.security.Purpose;
import spiders.security.UserName;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Records of the audit as AuditEvent resources of FHIR R4 (4.0.1), which follow the audit message
 * of DICOM (PS3.15 section A.5). Patients are named by their key alone.
 */
final class AuditEventResources {

    private static final String CODES = "http://terminology.hl7.org/CodeSystem/";
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String ACTION = "urn:spiders:audit:action";
    private static final String USER = "urn:spiders:user";
    private static final String NODE = "urn:spiders:node";
    private static final String PATIENT = "urn:spiders:patient";
    private static final String SESSION = "urn:spiders:session";
    private static final String BOARD_CASE = "urn:spiders:case";
    private static final String EMERGENCY = "urn:spiders:emergency";
    private static final String CODE = "code";
    private static final String IDENTIFIER = "identifier";

    /** As the identifier of an ImagingStudy has them: {@code urn:oid:} in {@code urn:dicom:uid}. */
    private static final Pattern UID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]*))+");

    private static final JsonMapper JSON = JsonMapper.shared();

    private AuditEventResources() {}

    /**
     * A Bundle of type searchset.
     *
     * @param self the address that was asked for
     * @param next that of the older ones, or nothing
     */
    static byte[] bundle(List<AuditLine> lines, String self, String next) {
        var bundle = JSON.createObjectNode().put("resourceType", "Bundle").put("type", "searchset");
        var links = bundle.putArray("link");
        links.addObject().put("relation", "self").put("url", self);
        if (!next.isEmpty()) {
            links.addObject().put("relation", "next").put("url", next);
        }
        if (!lines.isEmpty()) { // FHIR knows no empty lists.
            var entries = bundle.putArray("entry");
            lines.forEach(line -> entry(entries, line));
        }
        return JSON.writeValueAsBytes(bundle);
    }

    private static void entry(ArrayNode entries, AuditLine line) {
        var entry = entries.addObject();
        entry.set("resource", event(line));
        entry.putObject("search").put("mode", "match");
    }

    static ObjectNode event(AuditLine line) {
        var event = line.event();
        var type = AuditEventType.of(event.action());
        var resource = JSON.createObjectNode().put("resourceType", "AuditEvent");
        resource.put("id", String.valueOf(line.number()));
        resource.set("type", coding(DCM, type.code(), type.display()));
        var subtype = resource.putArray("subtype").addObject();
        subtype.put("system", ACTION).put(CODE, event.action().name());
        resource.put("action", type.crude());
        resource.put("recorded", line.at().toString());
        resource.put("outcome", outcome(event.outcome()));
        if (!event.detail().isEmpty()) {
            resource.put("outcomeDesc", event.detail());
        }
        resource.putArray("purposeOfEvent").addObject().putArray("coding").add(purpose(event));
        agent(resource.putArray("agent").addObject(), event.who());
        source(resource.putObject("source"), line.node());
        entities(resource, event);
        return resource;
    }

    /** Value set audit-event-outcome. */
    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case SUCCESS -> "0";
            case REFUSED -> "4"; // Minor failure: who asked may not.
            case FAILED -> "8"; // Serious failure: it did not work.
        };
    }

    /** Value set v3-PurposeOfUse. */
    private static ObjectNode purpose(AuditEvent event) {
        var system = CODES + "v3-ActReason";
        return switch (event.purpose()) {
            case Purpose.BoardSession _ -> coding(system, "TREAT", "treatment");
            case Purpose.Emergency _ -> coding(system, "BTG", "break the glass");
            case Purpose.Administration() ->
                    coding(system, "HSYSADMIN", "health system administration");
            case Purpose.SystemTask() -> coding(system, "HOPERAT", "healthcare operations");
        };
    }

    private static void agent(ObjectNode agent, UserName who) {
        boolean isProgram = who.equals(UserName.SYSTEM);
        if (isProgram) {
            var type = agent.putObject("type").putArray("coding");
            type.add(coding(DCM, "110150", "Application"));
        }
        identifier(agent.putObject("who"), USER, who.value());
        agent.put("altId", who.value());
        agent.put("requestor", !isProgram);
    }

    private static void source(ObjectNode source, String node) {
        source.put("site", node);
        identifier(source.putObject("observer"), NODE, node);
        source.putArray("type")
                .add(coding(CODES + "security-source-type", "4", "Application Server"));
    }

    private static void entities(ObjectNode resource, AuditEvent event) {
        var entities = JSON.createArrayNode();
        for (var patient : event.patients()) {
            var entity = entity(entities, PATIENT, patient.toString(), "1", "Person");
            entity.set("role", coding(CODES + "object-role", "1", "Patient"));
        }
        if (event.purpose() instanceof Purpose.BoardSession(var session, var boardCase)) {
            entity(entities, SESSION, session.toString(), "4", "Other");
            var entity = entity(entities, BOARD_CASE, boardCase.toString(), "4", "Other");
            entity.set("role", coding(CODES + "object-role", "4", "Domain Resource"));
        }
        if (event.purpose() instanceof Purpose.Emergency(var access)) {
            entity(entities, EMERGENCY, access.toString(), "4", "Other");
        }
        for (var object : event.objects()) {
            object(entities, object);
        }
        if (!entities.isEmpty()) {
            resource.set("entity", entities);
        }
    }

    private static void object(ArrayNode entities, String object) {
        if (object.isBlank()) {
            return; // FHIR knows no empty texts.
        }
        boolean isUID = UID.matcher(object).matches();
        var system = isUID ? "urn:dicom:uid" : "";
        entity(entities, system, isUID ? "urn:oid:" + object : object, "2", "System Object");
    }

    private static ObjectNode entity(
            ArrayNode entities, String system, String value, String code, String display) {
        var entity = entities.addObject();
        identifier(entity.putObject("what"), system, value);
        entity.set("type", coding(CODES + "audit-entity-type", code, display));
        return entity;
    }

    private static void identifier(ObjectNode reference, String system, String value) {
        var identifier = reference.putObject(IDENTIFIER);
        if (!system.isEmpty()) {
            identifier.put("system", system);
        }
        identifier.put("value", value);
    }

    private static ObjectNode coding(String system, String code, String display) {
        return JSON.createObjectNode()
                .put("system", system)
                .put(CODE, code)
                .put("display", display);
    }
}
