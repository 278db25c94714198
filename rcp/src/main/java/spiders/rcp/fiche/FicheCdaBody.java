// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.BoardType;
import spiders.rcp.CaseReason;
import spiders.rcp.fiche.Decision.Outcome;
import spiders.rcp.quorum.QuorumResult;

import java.util.List;

/** The sections of the national document, each with its text and its coded entries. */
final class FicheCdaBody {

    private static final String OWN = "1.2.250.1.213.1.1.2.";
    private static final String IHE = "1.3.6.1.4.1.19376.1.5.3.1.3.2";

    private final FicheDocument document;
    private final FicheContent content;

    FicheCdaBody(FicheDocument document) {
        this.document = document;
        this.content = document.fiche().content();
    }

    void write(CdaElement body) {
        reason(body);
        screening(body);
        diagnosis(body);
        condition(body);
        progress(body);
        pastTreatments(body);
        optional(body, "10218-6", OWN + "26", "Compte rendu opératoire", findings().operative());
        optional(body, "22637-3", OWN + "34", "Anatomopathologie", findings().pathology());
        optional(body, "50397-9", OWN + "67", "Génétique moléculaire", findings().molecular());
        history(body);
        status(body);
        new FicheCdaPlan(content).write(body);
        optional(body, "55112-7", "", "Commentaire", content.circumstances().comment());
        documentStatus(body);
    }

    private Findings findings() {
        return content.findings();
    }

    /** A section with its title and its text, to which entries may be added. */
    static CdaElement section(
            CdaElement body, String code, String title, String text, String... templates) {
        var section = body.add("component").add("section");
        section.templates(templates);
        section.code("code", code, CodeSystem.LOINC, title);
        section.say("title", title);
        var narrative = section.add("text");
        for (var line : text.split("\\R", -1)) {
            narrative.say("paragraph", line);
        }
        return section;
    }

    private static void optional(
            CdaElement body, String code, String template, String title, String text) {
        if (!text.isEmpty()) {
            var templates = template.isEmpty() ? new String[0] : new String[] {template};
            section(body, code, title, text, templates);
        }
    }

    /** Adds an observation of a code of TA_ASIP. */
    static CdaElement observation(CdaElement parent, String code, String display) {
        return observation(parent, code, CodeSystem.TA_ASIP, display);
    }

    private static CdaElement observation(
            CdaElement parent, String code, CodeSystem system, String display) {
        var observation = parent.add("observation", "classCode", "OBS", "moodCode", "EVN");
        observation.code("code", code, system, display);
        observation.add("statusCode", "code", "completed");
        return observation;
    }

    /** Adds an observation that is true or false. */
    static void flag(CdaElement parent, String code, String display, boolean value) {
        observation(parent, code, display)
                .add("value", "xsi:type", "BL", "value", String.valueOf(value));
    }

    private void reason(CdaElement body) {
        var asked = document.file().boardCase();
        var section =
                section(
                        body,
                        "42349-1",
                        "Raison de la recommandation",
                        asked.question(),
                        IHE,
                        OWN + "128");
        observation(section.add("entry"), "GEN-098", "Nature de la RCP")
                .codedValue("ORG-117", CodeSystem.TA_ASIP, "RCP d'appareils ou d'organes");
        flag(
                section.add("entry"),
                "ORG-184",
                "RCP de recours",
                document.board().type() == BoardType.RECOURS);
        observation(section.add("entry"), "ORG-186", "Motif de la RCP")
                .codedValue(
                        reasonCode(asked.reason()), CodeSystem.TA_ASIP, reasonText(asked.reason()));
        boolean registered = content.framework().registered();
        observation(section.add("entry"), "ORG-127", "Statut du dossier")
                .codedValue(
                        registered ? "ORG-128" : "ORG-134",
                        CodeSystem.TA_ASIP,
                        registered ? "Enregistré" : "Discuté");
    }

    private static String reasonCode(CaseReason reason) {
        return switch (reason) {
            case DIAGNOSTIC_OPINION -> "MED-235";
            case TREATMENT_PROPOSAL, TREATMENT_ADJUSTMENT, SURVEILLANCE -> "ORG-114";
            case RECOURSE -> "ORG-115";
        };
    }

    private static String reasonText(CaseReason reason) {
        return switch (reason) {
            case DIAGNOSTIC_OPINION -> "Avis diagnostique";
            case TREATMENT_PROPOSAL, TREATMENT_ADJUSTMENT, SURVEILLANCE ->
                    "Proposition de traitement, ajustement ou surveillance";
            case RECOURSE -> "Recours";
        };
    }

    private void screening(CdaElement body) {
        boolean found = content.circumstances().screening() == Circumstances.Screening.YES;
        var section =
                section(
                        body,
                        "42545-4",
                        "Circonstances de découverte",
                        found ? "Découverte par dépistage" : "Découverte hors dépistage",
                        OWN + "163");
        observation(section.add("entry"), "63921-1", CodeSystem.LOINC, "Dépistage")
                .add("value", "xsi:type", "BL", "value", String.valueOf(found));
    }

    private void diagnosis(CdaElement body) {
        var lines = content.tumours().stream().map(FicheCdaBody::line).toList();
        var section =
                section(
                        body,
                        "72135-7",
                        "Diagnostic du cancer",
                        String.join("\n", lines) + staging(),
                        OWN + "27");
        for (var tumour : content.tumours()) {
            tumour(section.add("entry"), tumour);
        }
        stages(section);
    }

    private static String line(Tumour tumour) {
        return (tumour.topography() + " " + tumour.label() + " " + tumour.morphology()).strip();
    }

    private String staging() {
        var staging = content.staging();
        if (staging.isNone()) {
            return "";
        }
        var tnm = String.join(" ", staging.t(), staging.n(), staging.m()).strip();
        return "\n" + (tnm + " " + staging.other() + " " + staging.otherValue()).strip();
    }

    private static void tumour(CdaElement entry, Tumour tumour) {
        var act = entry.add("act", "classCode", "ACT", "moodCode", "EVN");
        act.add("code", "nullFlavor", "NA");
        act.add("statusCode", "code", "completed");
        act.add("effectiveTime").date("low", tumour.diagnosed());
        var observation =
                observation(
                        act.add("entryRelationship", "typeCode", "SUBJ"),
                        "282291009",
                        CodeSystem.SNOMED_CT,
                        "Diagnostic");
        if (tumour.morphology().isEmpty()) {
            observation.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        } else {
            observation.codedValue(tumour.morphology(), CodeSystem.CIM_O_3, "Morphologie");
        }
        var site =
                observation.code(
                        "targetSiteCode", tumour.topography(), CodeSystem.CIM_10, tumour.label());
        if (!tumour.laterality().code().isEmpty()) {
            var qualifier = site.add("qualifier");
            qualifier.code("name", "20228-3", CodeSystem.LOINC, "Latéralité");
            qualifier.add(
                    "value",
                    "code",
                    tumour.laterality().code(),
                    "codeSystem",
                    CodeSystem.SNOMED_CT.oid());
        }
    }

    private void stages(CdaElement section) {
        var staging = content.staging();
        if (staging.isWholeTnm()) {
            var tnm = observation(section.add("entry"), "75620-5", CodeSystem.LOINC, "TNM");
            part(tnm, "21905-5", "T", staging.t());
            part(tnm, "21906-3", "N", staging.n());
            part(tnm, "21907-1", "M", staging.m());
            part(tnm, "21917-0", "Édition", staging.edition());
        }
        if (!staging.other().isEmpty()) {
            var other =
                    observation(section.add("entry"), "21918-8", CodeSystem.LOINC, "Autre stade");
            other.add("value", "xsi:type", "ST").text(staging.otherValue());
            named(other, "GEN-101", "Classification", staging.other());
            named(other, "GEN-102", "Version", staging.otherVersion());
        }
    }

    private static void part(CdaElement parent, String code, String display, String value) {
        if (!value.isEmpty()) {
            observation(
                            parent.add("entryRelationship", "typeCode", "COMP"),
                            code,
                            CodeSystem.LOINC,
                            display)
                    .add("value", "xsi:type", "ST")
                    .text(value);
        }
    }

    private static void named(CdaElement parent, String code, String display, String value) {
        if (!value.isEmpty()) {
            observation(parent.add("entryRelationship", "typeCode", "COMP"), code, display)
                    .add("value", "xsi:type", "ST")
                    .text(value);
        }
    }

    private void condition(CdaElement body) {
        var condition = content.condition();
        optional(body, "11348-0", "", "Antécédents", condition.history());
        optional(body, "11450-4", "", "Comorbidités", condition.comorbidities());
        var section =
                section(
                        body,
                        "47420-5",
                        "Évaluation fonctionnelle",
                        "Indice OMS : " + condition.performance());
        if (!condition.performance().isEmpty()) {
            var codes = List.of("MED-240", "MED-264", "MED-265", "MED-266", "MED-267");
            observation(section.add("entry"), "MED-239", "Indice OMS")
                    .codedValue(
                            codes.get(Integer.parseInt(condition.performance())),
                            CodeSystem.TA_ASIP,
                            condition.performance());
        }
        if (!condition.geriatric().isEmpty()) {
            observation(section.add("entry"), "48544-1", CodeSystem.LOINC, "Score gériatrique")
                    .add(
                            "value",
                            "xsi:type",
                            "REAL",
                            "value",
                            condition.geriatric().replace(',', '.'));
        }
        optional(body, "30954-2", "", "Résultats d'examens", findings().examinations());
    }

    private void progress(CdaElement body) {
        var course = content.course();
        boolean initial = course.phase() == Course.Phase.INITIAL;
        var section =
                section(
                        body,
                        "18733-6",
                        "Évolution",
                        initial ? "Phase initiale" : "Rechute",
                        OWN + "25");
        var phase = observation(section.add("entry"), "MED-243", "Phase");
        phase.add("effectiveTime").date("low", course.since());
        phase.codedValue(
                course.phase().code(), CodeSystem.TA_ASIP, initial ? "Initiale" : "Rechute");
        for (var one : course.progressions()) {
            observation(section.add("entry"), "MED-245", "Évolution")
                    .codedValue(one.code(), CodeSystem.TA_ASIP, label(one));
        }
    }

    private static String label(Course.Progression progression) {
        return switch (progression) {
            case LOCAL -> "Locale";
            case REGIONAL -> "Régionale";
            case DISTANT -> "À distance";
        };
    }

    private static String label(QuorumResult.Status quorum) {
        return switch (quorum) {
            case REACHED -> "Quorum atteint";
            case NOT_REACHED -> "Quorum non atteint";
            case UNKNOWN -> "Quorum inconnu";
        };
    }

    private void pastTreatments(CdaElement body) {
        if (content.pastTreatments().isEmpty()) {
            return;
        }
        var lines =
                content.pastTreatments().stream()
                        .map(one -> FicheCdaPlan.label(one.type()) + " " + one.what())
                        .toList();
        var section =
                section(
                        body,
                        "29554-3",
                        "Traitements antérieurs",
                        String.join("\n", lines),
                        OWN + "118");
        for (var one : content.pastTreatments()) {
            var procedure =
                    section.add("entry").add("procedure", "classCode", "PROC", "moodCode", "EVN");
            procedure.code(
                    "code", one.type().code(), one.type().system(), FicheCdaPlan.label(one.type()));
            procedure.say("text", one.what());
            procedure.add("statusCode", "code", one.progress().status());
            procedure.date("effectiveTime", one.when());
        }
    }

    private void history(CdaElement body) {
        section(
                body,
                "10164-2",
                "Histoire de la maladie et question posée",
                content.synthesis() + "\n" + document.file().boardCase().question(),
                OWN + "130");
    }

    private void status(CdaElement body) {
        boolean complete = content.circumstances().complete();
        var quorum = document.approval().quorum();
        var section =
                section(
                        body,
                        "21874-3",
                        "Statut du dossier RCP",
                        complete ? "Dossier complet" : "Dossier incomplet",
                        OWN + "33");
        flag(section.add("entry"), "GEN-100", "Dossier complet", complete);
        observation(section.add("entry"), "ORG-125", "Quorum")
                .codedValue(quorum.code(), CodeSystem.TA_ASIP, label(quorum));
    }

    private void documentStatus(CdaElement body) {
        var section = section(body, "33557-0", "Statut du document", "Approuvé", OWN + "35");
        observation(section.add("entry"), "GEN-065", "Statut du document")
                .codedValue(document.fiche().status().code(), CodeSystem.SNOMED_CT, outcome());
    }

    private String outcome() {
        return content.decision().outcome() == Outcome.POSTPONED ? "Approuvé, reporté" : "Approuvé";
    }
}
