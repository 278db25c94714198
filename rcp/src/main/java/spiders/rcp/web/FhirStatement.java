// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerResponse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The CapabilityStatement: what of FHIR R4 is served (FHIR R4 section 5.1). */
final class FhirStatement {

    /** When what is served was last changed. */
    private static final String CHANGED = "2026-11-28";

    private FhirStatement() {}

    static ServerResponse answer() {
        var security = Map.of("description", "API tokens: Authorization: Bearer");
        var rest =
                Map.of(
                        "mode",
                        "server",
                        "security",
                        security,
                        "resource",
                        List.of(orders(), documents(), binaries()),
                        "interaction",
                        codes("transaction"));
        var elements = new HashMap<String, Object>();
        elements.put("status", "active");
        elements.put("date", CHANGED);
        elements.put("kind", "instance");
        elements.put("software", Map.of("name", "SPIDERS"));
        elements.put("implementation", Map.of("description", "Cases of tumour boards"));
        elements.put("fhirVersion", "4.0.1");
        elements.put("format", List.of(FhirAnswer.TYPE.toString()));
        elements.put("rest", List.of(rest));
        return FhirAnswer.ok(FhirAnswer.resource("CapabilityStatement", elements));
    }

    private static Map<String, Object> orders() {
        return Map.of(
                "type",
                "ServiceRequest",
                "interaction",
                codes("create", "read", "update"),
                "versioning",
                "no-version",
                "updateCreate",
                true);
    }

    private static Map<String, Object> documents() {
        return Map.of(
                "type",
                "DocumentReference",
                "interaction",
                codes("read", "search-type"),
                "versioning",
                "no-version",
                "searchParam",
                List.of(
                        param("patient", "reference"),
                        param("patient.identifier", "token"),
                        param("related", "reference"),
                        param("status", "token")));
    }

    private static Map<String, Object> param(String name, String type) {
        return Map.of("name", name, "type", type);
    }

    private static Map<String, Object> binaries() {
        return Map.of("type", "Binary", "interaction", codes("read"), "versioning", "no-version");
    }

    private static List<Map<String, Object>> codes(String... interactions) {
        return Arrays.stream(interactions).<Map<String, Object>>map(FhirStatement::code).toList();
    }

    private static Map<String, Object> code(String interaction) {
        return Map.of("code", interaction);
    }
}
