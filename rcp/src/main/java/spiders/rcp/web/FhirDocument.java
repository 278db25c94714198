// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.MediaType;

import spiders.rcp.fiche.FicheDocument;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One version of a fiche in one form, as FHIR names it: the case, the version and the form, with
 * full stops between them.
 */
record FhirDocument(UUID boardCase, int version, Form form) {

    private static final Pattern ID =
            Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,6})\\.(\\w+)");

    /** What of a fiche is given out. */
    enum Form {
        /** The national document; its format code is of the CI-SIS (TRE_A06). */
        CDA("application/xml", "urn:oid:1.2.250.1.213.1.1.4.2.282", "urn:asip:ci-sis:frcp:2011"),
        /** The same to be read; its format is in its type (IHE ITI TF-3 section 4.2.3.2.9). */
        PDF(
                "application/pdf",
                "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode",
                "urn:ihe:iti:xds:2017:mimeTypeSufficient");

        private final String type;
        private final String system;
        private final String code;

        Form(String type, String system, String code) {
            this.type = type;
            this.system = system;
            this.code = code;
        }

        MediaType type() {
            return MediaType.parseMediaType(type);
        }
    }

    /** Reads an id; empty where it is none of ours. */
    static Optional<FhirDocument> of(String id) {
        var matcher = ID.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return List.of(Form.values()).stream()
                .filter(form -> matcher.group(3).equals(name(form)))
                .map(form ->
                        new FhirDocument(
                                UUID.fromString(matcher.group(1)),
                                Integer.parseInt(matcher.group(2)),
                                form))
                .findFirst();
    }

    private static String name(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }

    String id() {
        return boardCase + "." + version + "." + name(form);
    }

    /**
     * The DocumentReference of each form of each approved version of a case's fiche, the newest
     * first; the newest is current, the others are superseded by it.
     */
    static List<Map<String, Object>> references(List<FicheDocument> versions) {
        var references = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < versions.size(); i++) {
            var before = versions.subList(i + 1, versions.size());
            for (var form : Form.values()) {
                var fiche = versions.get(i).fiche();
                var one = new FhirDocument(fiche.boardCase(), fiche.version(), form);
                references.add(one.reference(versions.get(i), before, i == 0));
            }
        }
        return references;
    }

    private Map<String, Object> reference(
            FicheDocument document, List<FicheDocument> before, boolean isCurrent) {
        var file = document.file();
        var approval = document.fiche().approval().orElseThrow();
        var approved = FhirAnswer.instant(approval.at().atOffset(ZoneOffset.UTC));
        var elements = new HashMap<String, Object>();
        elements.put("id", id());
        elements.put("masterIdentifier", Map.of("system", "urn:spiders:fiche", "value", id()));
        elements.put("status", isCurrent ? "current" : "superseded");
        elements.put("docStatus", document.fiche().amends().isEmpty() ? "final" : "amended");
        elements.put("type", coding("http://loinc.org", "34794-8"));
        elements.put("subject", FhirAnswer.patient(file.boardCase().patient()));
        elements.put("date", approved);
        elements.put("author", List.of(Map.of("display", approval.name())));
        elements.put("custodian", Map.of("display", file.board().centre()));
        elements.put(
                "securityLabel",
                List.of(coding("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "N")));
        var related = related(before);
        if (!related.isEmpty()) {
            elements.put("relatesTo", related);
        }
        elements.put("content", List.of(content(approved)));
        elements.put(
                "context", Map.of("related", List.of(FhirAnswer.boardCase(file.boardCase().id()))));
        return FhirAnswer.resource("DocumentReference", elements);
    }

    /** What it replaces: the newest before it; and what it is made of. */
    private List<Map<String, Object>> related(List<FicheDocument> before) {
        var related = new ArrayList<Map<String, Object>>();
        if (!before.isEmpty()) {
            int replaced = before.getFirst().fiche().version();
            related.add(relation("replaces", new FhirDocument(boardCase, replaced, form)));
        }
        if (form == Form.PDF) {
            related.add(relation("transforms", new FhirDocument(boardCase, version, Form.CDA)));
        }
        return related;
    }

    private static Map<String, Object> relation(String code, FhirDocument target) {
        return Map.of(
                "code", code, "target", Map.of("reference", "DocumentReference/" + target.id()));
    }

    private Map<String, Object> content(String created) {
        var attachment =
                Map.of(
                        "contentType",
                        form.type,
                        "language",
                        "fr-FR",
                        "url",
                        FhirApi.BASE + "/Binary/" + id(),
                        "title",
                        "Fiche RCP",
                        "creation",
                        created);
        return Map.of(
                "attachment",
                attachment,
                "format",
                Map.of("system", form.system, "code", form.code));
    }

    private static Map<String, Object> coding(String system, String code) {
        return Map.of("coding", List.of(Map.of("system", system, "code", code)));
    }
}
