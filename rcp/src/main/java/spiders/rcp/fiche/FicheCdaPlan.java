// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the board says, and what that rests on, as sections of the national document. */
final class FicheCdaPlan {

    private static final String OWN = "1.2.250.1.213.1.1.2.";
    private static final String IHE = "1.3.6.1.4.1.19376.1.5.3.1.";

    private final FicheContent content;
    private final CdaEntries entries;

    FicheCdaPlan(FicheContent content, CdaEntries entries) {
        this.content = content;
        this.entries = entries;
    }

    void write(CdaElement body) {
        plan(body);
        framework(body);
    }

    private void plan(CdaElement body) {
        var decision = content.decision();
        var section =
                entries.section(
                        body,
                        "18776-5",
                        "Plan de soins",
                        text(decision),
                        "2.16.840.1.113883.10.20.1.10",
                        IHE + "3.36",
                        OWN + "158");
        // Present only if it is asked for: a receiver looks for the code.
        if (decision.recourse()) {
            encounter(section.add("entry"), "ORG-120", "Passage en RCP de recours");
        }
        if (!decision.examinations().isEmpty()) {
            examination(section.add("entry"), decision.examinations());
        }
        if (decision.surveillance()) {
            encounter(section.add("entry"), "MED-226", "Surveillance");
        }
        for (int i = 0; i < decision.strategies().size(); i++) {
            for (var treatment : decision.strategies().get(i).treatments()) {
                treatment(section.add("entry"), treatment, i + 1);
            }
        }
    }

    private void encounter(CdaElement entry, String code, String display) {
        var encounter = entry.add("encounter", "classCode", "ENC", "moodCode", "ARQ");
        encounter.templates("2.16.840.1.113883.10.20.1.25", IHE + "4.14", "1.2.250.1.213.1.1.3.58");
        entries.identify(encounter);
        encounter.code("code", code, CodeSystem.TA_ASIP, display);
        encounter.say("text", display);
        encounter.add(
                "priorityCode",
                "code",
                "CS",
                "codeSystem",
                "2.16.840.1.113883.5.7",
                "displayName",
                "recontacter pour fixer RDV");
    }

    private void examination(CdaElement entry, String text) {
        var observation = entry.add("observation", "classCode", "OBS", "moodCode", "PRP");
        observation.templates(
                "2.16.840.1.113883.10.20.1.25", IHE + "1.20.3.1", "1.2.250.1.213.1.1.3.27");
        entries.identify(observation);
        observation.code("code", "ORG-064", CodeSystem.TA_ASIP, "Demande d'examen ou de suivi");
        observation.say("text", text);
        observation.add("statusCode", "code", "active");
        observation.add("effectiveTime", "nullFlavor", "UNK");
    }

    private void treatment(CdaElement entry, Strategy.Treatment treatment, int rank) {
        var procedure = entry.add("procedure", "classCode", "PROC", "moodCode", "INT");
        procedure.templates("2.16.840.1.113883.10.20.1.25", IHE + "4.19", "1.2.250.1.213.1.1.3.62");
        entries.identify(procedure);
        procedure.code(
                "code",
                treatment.type().code(),
                treatment.type().system(),
                label(treatment.type()));
        procedure.say("text", joined(treatment.what(), treatment.period()));
        procedure.add("statusCode", "code", "active");
        procedure.add("effectiveTime", "nullFlavor", "UNK");
        procedure.add("priorityCode").say("originalText", String.valueOf(rank));
    }

    private static String text(Decision decision) {
        var lines = new ArrayList<String>();
        lines.add(
                switch (decision.outcome()) {
                    case PROPOSAL -> "Proposition de la RCP";
                    case NO_PROPOSAL -> "Pas de proposition";
                    case POSTPONED -> "Dossier reporté à une autre séance";
                    case OPEN -> "Pas de conclusion";
                });
        for (int i = 0; i < decision.strategies().size(); i++) {
            lines.add(i == 0 ? "Première intention :" : "Alternative " + i + " :");
            for (var treatment : decision.strategies().get(i).treatments()) {
                lines.add(joined(label(treatment.type()), treatment.what(), treatment.period()));
            }
        }
        if (decision.surveillance()) {
            lines.add("Surveillance");
        }
        if (decision.recourse()) {
            lines.add("Passage en RCP de recours");
        }
        named(lines, "Second avis demandé", decision.secondOpinion());
        named(lines, "Examens complémentaires demandés", decision.examinations());
        named(lines, "Souhaits du patient", decision.wishes());
        named(lines, "Motif", decision.reason());
        return String.join("\n", lines);
    }

    private static void named(List<String> lines, String name, String text) {
        if (!text.isEmpty()) {
            lines.add(name + " : " + text);
        }
    }

    private void framework(CdaElement body) {
        var framework = content.framework();
        var reference =
                joined(
                        framework.reference(),
                        framework.referenceVersion(),
                        PartialDate.french(framework.referenceDate()));
        var lines = new ArrayList<String>();
        lines.add("Référentiel : " + (reference.isEmpty() ? "non précisé" : reference));
        named(lines, "Inclusion proposée dans l’essai", framework.trial());
        named(lines, "Écart au référentiel", framework.deviation());
        var section =
                entries.section(
                        body,
                        "35510-7",
                        "Cadre de la proposition thérapeutique",
                        String.join("\n", lines),
                        OWN + "175");
        if (!reference.isEmpty()) {
            var observation =
                    entries.observation(
                            section.add("entry"),
                            "MED-249",
                            CodeSystem.TA_ASIP,
                            "Recommandation ou référentiel de pratique clinique",
                            framework.referenceDate());
            observation.add("value", "xsi:type", "CD").say("originalText", reference);
        }
        entries.flag(
                section.add("entry"),
                "MED-250",
                "Proposition d'inclusion dans un essai clinique",
                !framework.trial().isEmpty());
    }

    /** The parts that say something, with a dash between them. */
    static String joined(String... parts) {
        return Stream.of(parts)
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" – "));
    }

    /** A kind of treatment in the language of the document. */
    static String label(TreatmentType type) {
        return switch (type) {
            case SURGERY -> "Chirurgie";
            case RADIOTHERAPY -> "Radiothérapie";
            case BRACHYTHERAPY -> "Curiethérapie";
            case CHEMOTHERAPY -> "Chimiothérapie";
            case TARGETED_THERAPY -> "Thérapie ciblée";
            case HORMONE_THERAPY -> "Hormonothérapie";
            case IMMUNOTHERAPY -> "Immunothérapie";
            case INTERVENTIONAL_RADIOLOGY -> "Radiologie interventionnelle";
            case INTERVENTIONAL_ENDOSCOPY -> "Endoscopie interventionnelle";
            case THERAPEUTIC_WINDOW -> "Fenêtre thérapeutique";
            case SURVEILLANCE -> "Surveillance seule";
            case ACTIVE_SURVEILLANCE -> "Surveillance active";
            case RADIOACTIVE_IODINE -> "Iode radioactif";
            case GRAFT -> "Greffe";
            case SUPPORTIVE_CARE -> "Soins de support";
            case PALLIATIVE_CARE -> "Soins palliatifs";
            case OTHER_DRUG -> "Autre traitement médicamenteux";
            case OTHER -> "Autre";
        };
    }
}
