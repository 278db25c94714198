// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import spiders.security.Action;
import spiders.security.AuditEvent;
import spiders.security.AuditLine;
import spiders.security.Outcome;
import spiders.security.PatientKey;
import spiders.security.Purpose;
import spiders.security.UserName;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Held field by field against AuditEvent of FHIR R4 (4.0.1) and the value sets it is bound to. */
class AuditEventResourcesTest {

    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String CODES = "http://terminology.hl7.org/CodeSystem/";

    /** http://hl7.org/fhir/ValueSet/audit-event-type, but for the code of another system, rest. */
    private static final Map<String, String> EVENT_TYPES =
            Map.ofEntries(
                    Map.entry("110100", "Application Activity"),
                    Map.entry("110101", "Audit Log Used"),
                    Map.entry("110102", "Begin Transferring DICOM Instances"),
                    Map.entry("110103", "DICOM Instances Accessed"),
                    Map.entry("110104", "DICOM Instances Transferred"),
                    Map.entry("110105", "DICOM Study Deleted"),
                    Map.entry("110106", "Export"),
                    Map.entry("110107", "Import"),
                    Map.entry("110108", "Network Entry"),
                    Map.entry("110109", "Order Record"),
                    Map.entry("110110", "Patient Record"),
                    Map.entry("110111", "Procedure Record"),
                    Map.entry("110112", "Query"),
                    Map.entry("110113", "Security Alert"),
                    Map.entry("110114", "User Authentication"));

    private static final Set<String> ACTIONS = Set.of("C", "R", "U", "D", "E");
    private static final Set<String> OUTCOMES = Set.of("0", "4", "8", "12");
    private static final Set<String> PURPOSES = Set.of("TREAT", "BTG", "HSYSADMIN", "HOPERAT");

    /** The elements of the resource and of its parts, with what each must have. */
    private static final Map<String, Set<String>> ELEMENTS =
            Map.of(
                    "",
                    Set.of(
                            "resourceType",
                            "id",
                            "type",
                            "subtype",
                            "action",
                            "recorded",
                            "outcome",
                            "outcomeDesc",
                            "purposeOfEvent",
                            "agent",
                            "source",
                            "entity"),
                    "agent",
                    Set.of("type", "who", "altId", "requestor"),
                    "source",
                    Set.of("site", "observer", "type"),
                    "entity",
                    Set.of("what", "type", "role"));

    private static final PatientKey PATIENT = PatientKey.random();
    private static final UUID SESSION = UUID.randomUUID();
    private static final UUID BOARD_CASE = UUID.randomUUID();
    private static final AuditEvent VIEW =
            AuditEvent.of(new UserName("camille"), Action.VIEW_IMAGES)
                    .about(PATIENT)
                    .objects("1.2.840.1", "angers", "")
                    .purpose(new Purpose.BoardSession(SESSION, BOARD_CASE))
                    .detail("2 series");

    @ParameterizedTest
    @EnumSource(Action.class)
    void every_action_is_an_event_of_the_value_sets(Action action) {
        for (var outcome : Outcome.values()) {
            var event =
                    new AuditEvent(
                            new UserName("camille"),
                            action,
                            Set.of(PATIENT),
                            List.of("x"),
                            new Purpose.Administration(),
                            outcome,
                            "");
            var resource = resource(event);
            var type = resource.path("type");
            assertThat(type.path("system").stringValue()).isEqualTo(DCM);
            assertThat(EVENT_TYPES)
                    .containsEntry(
                            type.path("code").stringValue(), type.path("display").stringValue());
            assertThat(ACTIONS).contains(resource.path("action").stringValue());
            assertThat(OUTCOMES).contains(resource.path("outcome").stringValue());
            assertThat(resource.path("subtype").path(0).path("code").stringValue())
                    .isEqualTo(action.name());
            assertWhole(resource);
        }
    }

    @Test
    void what_was_recorded_stands_where_the_resource_has_it() {
        var resource = resource(VIEW);

        assertThat(resource.path("resourceType").stringValue()).isEqualTo("AuditEvent");
        assertThat(resource.path("id").stringValue()).isEqualTo("17");
        assertThat(resource.path("type").path("code").stringValue()).isEqualTo("110103");
        assertThat(resource.path("action").stringValue()).isEqualTo("R");
        assertThat(resource.path("recorded").stringValue())
                .isEqualTo("2026-11-22T08:00:00.000001Z");
        assertThat(resource.path("outcome").stringValue()).isEqualTo("0");
        assertThat(resource.path("outcomeDesc").stringValue()).isEqualTo("2 series");
        assertCoding(
                resource.path("purposeOfEvent").path(0).path("coding").path(0),
                CODES + "v3-ActReason",
                "TREAT");
        var agent = resource.path("agent").path(0);
        assertThat(agent.path("altId").stringValue()).isEqualTo("camille");
        assertThat(agent.path("requestor").booleanValue()).isTrue();
        assertIdentifier(agent.path("who"), "urn:spiders:user", "camille");
        var source = resource.path("source");
        assertThat(source.path("site").stringValue()).isEqualTo("hub");
        assertIdentifier(source.path("observer"), "urn:spiders:node", "hub");
        assertCoding(source.path("type").path(0), CODES + "security-source-type", "4");
    }

    @Test
    void patients_cases_and_objects_are_entities() {
        var entities = resource(VIEW).path("entity");

        assertThat(entities.size()).isEqualTo(5);
        assertIdentifier(entities.path(0).path("what"), "urn:spiders:patient", PATIENT.toString());
        assertCoding(entities.path(0).path("type"), CODES + "audit-entity-type", "1");
        assertCoding(entities.path(0).path("role"), CODES + "object-role", "1");
        assertIdentifier(entities.path(1).path("what"), "urn:spiders:session", SESSION.toString());
        assertIdentifier(entities.path(2).path("what"), "urn:spiders:case", BOARD_CASE.toString());
        assertCoding(entities.path(2).path("role"), CODES + "object-role", "4");
        assertIdentifier(entities.path(3).path("what"), "urn:dicom:uid", "urn:oid:1.2.840.1");
        assertCoding(entities.path(3).path("type"), CODES + "audit-entity-type", "2");
        assertThat(entities.path(4).path("what").path("identifier").path("value").stringValue())
                .isEqualTo("angers");
        assertThat(entities.path(4).path("what").path("identifier").has("system")).isFalse();
    }

    @Test
    void an_emergency_breaks_the_glass_and_names_its_access() {
        var access = UUID.randomUUID();
        var resource = resource(VIEW.purpose(new Purpose.Emergency(access)));

        assertCoding(
                resource.path("purposeOfEvent").path(0).path("coding").path(0),
                CODES + "v3-ActReason",
                "BTG");
        assertIdentifier(
                resource.path("entity").path(1).path("what"),
                "urn:spiders:emergency",
                access.toString());
        assertWhole(resource);
    }

    @Test
    void what_the_hub_does_by_itself_is_asked_for_by_nobody() {
        var agent =
                resource(AuditEvent.of(UserName.SYSTEM, Action.FINISH_TRANSFER))
                        .path("agent")
                        .path(0);

        assertThat(agent.path("requestor").booleanValue()).isFalse();
        assertCoding(agent.path("type").path("coding").path(0), DCM, "110150");
    }

    @Test
    void refused_and_failed_are_minor_and_serious_failures() {
        assertThat(resource(VIEW.refused("role")).path("outcome").stringValue()).isEqualTo("4");
        assertThat(resource(VIEW.failed("late")).path("outcome").stringValue()).isEqualTo("8");
    }

    @Test
    void a_bundle_has_its_links_and_no_empty_list() {
        var none = JsonMapper.shared().readTree(AuditEventResources.bundle(List.of(), "/a", ""));
        assertThat(none.path("resourceType").stringValue()).isEqualTo("Bundle");
        assertThat(none.path("type").stringValue()).isEqualTo("searchset");
        assertThat(none.has("entry")).isFalse();
        assertThat(none.path("link").size()).isEqualTo(1);

        var some =
                JsonMapper.shared()
                        .readTree(AuditEventResources.bundle(List.of(line(VIEW)), "/a", "/b"));
        assertThat(some.path("entry").path(0).path("search").path("mode").stringValue())
                .isEqualTo("match");
        assertThat(some.path("link").path(1).path("relation").stringValue()).isEqualTo("next");
        assertThat(some.path("link").path(1).path("url").stringValue()).isEqualTo("/b");
    }

    private static AuditLine line(AuditEvent event) {
        return new AuditLine(17, Instant.parse("2026-11-22T08:00:00.000001Z"), "hub", event);
    }

    private static JsonNode resource(AuditEvent event) {
        return JsonMapper.shared()
                .readTree(AuditEventResources.bundle(List.of(line(event)), "/a", ""))
                .path("entry")
                .path(0)
                .path("resource");
    }

    /** All that must be there is, nothing else is, and nothing is empty. */
    private static void assertWhole(JsonNode resource) {
        assertThat(resource.propertyNames())
                .contains("type", "recorded", "agent", "source")
                .isSubsetOf(ELEMENTS.get(""));
        assertThat(resource.path("id").stringValue()).matches("[A-Za-z0-9.-]{1,64}");
        assertThat(resource.path("recorded").stringValue())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
        assertThat(PURPOSES)
                .contains(
                        resource.path("purposeOfEvent")
                                .path(0)
                                .path("coding")
                                .path(0)
                                .path("code")
                                .stringValue());
        assertThat(resource.path("agent").size()).isEqualTo(1);
        assertThat(resource.path("agent").path(0).propertyNames())
                .contains("requestor")
                .isSubsetOf(ELEMENTS.get("agent"));
        assertThat(resource.path("source").propertyNames())
                .contains("observer")
                .isSubsetOf(ELEMENTS.get("source"));
        resource.path("entity")
                .forEach(entity ->
                        assertThat(entity.propertyNames()).isSubsetOf(ELEMENTS.get("entity")));
        assertNothingEmpty(resource);
    }

    private static void assertNothingEmpty(JsonNode node) {
        if (node.isContainer()) {
            assertThat(node.isEmpty()).isFalse();
            node.forEach(AuditEventResourcesTest::assertNothingEmpty);
        } else {
            assertThat(node.asString()).isNotBlank();
        }
    }

    private static void assertCoding(JsonNode coding, String system, String code) {
        assertThat(coding.path("system").stringValue()).isEqualTo(system);
        assertThat(coding.path("code").stringValue()).isEqualTo(code);
        assertThat(coding.path("display").stringValue()).isNotBlank();
    }

    private static void assertIdentifier(JsonNode reference, String system, String value) {
        assertThat(reference.path("identifier").path("system").stringValue()).isEqualTo(system);
        assertThat(reference.path("identifier").path("value").stringValue()).isEqualTo(value);
    }
}
