// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.ArrayList;

/** What the board proposes, and what the proposal rests on, as sections of the document. */
final class FicheCdaPlan {

    private static final String OWN = "1.2.250.1.213.1.1.2.";

    private final FicheContent content;

    FicheCdaPlan(FicheContent content) {
        this.content = content;
    }

    void write(CdaElement body) {
        plan(body);
        framework(body);
    }

    private void plan(CdaElement body) {
        var decision = content.decision();
        var section =
                FicheCdaBody.section(body, "18776-5", "Plan de soins", text(decision), OWN + "158");
        FicheCdaBody.flag(
                section.add("entry"), "ORG-120", "Envoi en RCP de recours", decision.recourse());
        FicheCdaBody.flag(section.add("entry"), "MED-226", "Surveillance", decision.surveillance());
        if (!decision.examinations().isEmpty()) {
            FicheCdaBody.observation(section.add("entry"), "ORG-064", "Examens complémentaires")
                    .add("value", "xsi:type", "ST")
                    .text(decision.examinations());
        }
        for (int i = 0; i < decision.strategies().size(); i++) {
            for (var treatment : decision.strategies().get(i).treatments()) {
                treatment(section.add("entry"), treatment, i + 1);
            }
        }
    }

    private static void treatment(CdaElement entry, Strategy.Treatment treatment, int rank) {
        var procedure = entry.add("procedure", "classCode", "PROC", "moodCode", "INT");
        procedure.code(
                "code",
                treatment.type().code(),
                treatment.type().system(),
                label(treatment.type()));
        procedure.say("text", (treatment.what() + " " + treatment.period()).strip());
        procedure.add("statusCode", "code", "active");
        procedure.add("priorityCode").say("originalText", String.valueOf(rank));
    }

    private static String text(Decision decision) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < decision.strategies().size(); i++) {
            lines.add(i == 0 ? "Première intention" : "Alternative " + i);
            for (var treatment : decision.strategies().get(i).treatments()) {
                lines.add(
                        (label(treatment.type())
                                        + " "
                                        + treatment.what()
                                        + " "
                                        + treatment.period())
                                .strip());
            }
        }
        if (decision.surveillance()) {
            lines.add("Surveillance");
        }
        if (decision.recourse()) {
            lines.add("Envoi en RCP de recours");
        }
        if (!decision.examinations().isEmpty()) {
            lines.add("Examens complémentaires : " + decision.examinations());
        }
        if (!decision.wishes().isEmpty()) {
            lines.add("Souhaits du patient : " + decision.wishes());
        }
        if (!decision.reason().isEmpty()) {
            lines.add(decision.reason());
        }
        return lines.isEmpty() ? "Pas de proposition" : String.join("\n", lines);
    }

    private void framework(CdaElement body) {
        var framework = content.framework();
        var named =
                String.join(
                                " ",
                                framework.reference(),
                                framework.referenceVersion(),
                                framework.referenceDate())
                        .strip();
        var section =
                FicheCdaBody.section(
                        body,
                        "35510-7",
                        "Cadre de la proposition",
                        String.join("\n", named, framework.trial(), framework.deviation()).strip(),
                        OWN + "175");
        var reference = FicheCdaBody.observation(section.add("entry"), "MED-249", "Référentiel");
        if (named.isEmpty()) {
            reference.add("value", "xsi:type", "ST", "nullFlavor", "UNK");
        } else {
            reference.add("value", "xsi:type", "ST").text(named);
        }
        var trial = FicheCdaBody.observation(section.add("entry"), "MED-250", "Inclusion en essai");
        trial.add("value", "xsi:type", "BL", "value", String.valueOf(!framework.trial().isEmpty()));
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
