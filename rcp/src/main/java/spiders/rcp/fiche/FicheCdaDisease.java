// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import java.util.ArrayList;
import java.util.List;

/** The tumours, the patient and what was done before, as sections of the national document. */
final class FicheCdaDisease {

    private static final String OWN = "1.2.250.1.213.1.1.2.";
    private static final String IHE = "1.3.6.1.4.1.19376.1.5.3.1.";
    private static final String CANCER = "1.3.6.1.4.1.19376.1.7.3.1.";
    private static final String TNM_UICC = "2.16.840.1.113883.15.6";

    private final FicheContent content;
    private final FicheDocument document;
    private final CdaEntries entries;

    FicheCdaDisease(FicheDocument document, CdaEntries entries) {
        this.document = document;
        this.content = document.fiche().content();
        this.entries = entries;
    }

    void write(CdaElement body) {
        diagnosis(body);
        var condition = content.condition();
        optional(body, "11348-0", "Antécédents", condition.history(), OWN + "2");
        optional(body, "11450-4", "Comorbidités", condition.comorbidities(), OWN + "176");
        new FicheCdaCondition(condition, entries).write(body);
        var findings = content.findings();
        optional(
                body,
                "30954-2",
                "Résultats d’examens",
                findings.examinations(),
                IHE + "3.27",
                OWN + "150");
        progress(body);
        pastTreatments(body);
        report(body, "10218-6", "Compte rendu opératoire", findings.operative(), "26", "10218-6");
        report(body, "30954-2", "Anatomopathologie", findings.pathology(), "34", "22637-3");
        report(body, "50397-9", "Génétique moléculaire", findings.molecular(), "67", "22637-3");
    }

    private void optional(
            CdaElement body, String code, String title, String text, String... templates) {
        if (!text.isEmpty()) {
            entries.section(body, code, title, text, templates);
        }
    }

    /** The conclusion of a report, as the author of the fiche entered it. */
    private void report(
            CdaElement body,
            String code,
            String title,
            String text,
            String template,
            String observation) {
        if (text.isEmpty()) {
            return;
        }
        var section = entries.section(body, code, title, text, OWN + template);
        new CdaParties(document).author(section);
        entries.words(section.add("entry"), observation, CodeSystem.LOINC, "Conclusion", text);
    }

    private void diagnosis(CdaElement body) {
        var lines = new ArrayList<String>();
        content.tumours().forEach(tumour -> lines.add(line(tumour)));
        if (lines.isEmpty()) {
            lines.add("Pas de tumeur établie");
        }
        lines.add(staging());
        var section =
                entries.section(
                        body,
                        "72135-7",
                        "Diagnostic du cancer",
                        String.join("\n", lines),
                        "2.16.840.1.113883.10.20.1.11",
                        IHE + "3.6",
                        CANCER + "3.14.1",
                        OWN + "27");
        if (content.tumours().isEmpty()) {
            stages(tumour(section.add("entry")));
        }
        for (int i = 0; i < content.tumours().size(); i++) {
            var observation = tumour(section.add("entry"), content.tumours().get(i));
            if (i == 0) {
                stages(observation);
            }
        }
    }

    private static String line(Tumour tumour) {
        var side =
                switch (tumour.laterality()) {
                    case NONE -> "";
                    case LEFT -> "gauche";
                    case RIGHT -> "droite";
                    case BILATERAL -> "bilatérale";
                };
        return FicheCdaPlan.joined(
                tumour.topography() + " " + tumour.label(),
                side,
                tumour.morphology(),
                tumour.diagnosed().isEmpty()
                        ? ""
                        : "diagnostic " + PartialDate.french(tumour.diagnosed()));
    }

    private String staging() {
        var staging = content.staging();
        return FicheCdaPlan.joined(
                (staging.t() + " " + staging.n() + " " + staging.m()).strip(),
                staging.edition().isEmpty() ? "" : "TNM, édition " + staging.edition(),
                staging.other(),
                staging.otherVersion(),
                staging.otherValue());
    }

    /** An entry for a tumour that is not known, since the section asks for one. */
    private CdaElement tumour(CdaElement entry) {
        var observation = diagnosed(entry, "");
        observation.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        return observation;
    }

    private CdaElement tumour(CdaElement entry, Tumour tumour) {
        var observation = diagnosed(entry, tumour.diagnosed());
        if (tumour.morphology().isEmpty()) {
            observation.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        } else {
            observation.codedValue(tumour.morphology(), CodeSystem.CIM_O_3, tumour.morphology());
        }
        var site =
                observation.code(
                        "targetSiteCode", tumour.topography(), CodeSystem.CIM_10, tumour.label());
        if (!tumour.laterality().code().isEmpty()) {
            var qualifier = site.add("qualifier");
            qualifier.code("name", "20228-3", CodeSystem.LOINC, "Latéralité");
            qualifier.code(
                    "value",
                    tumour.laterality().code(),
                    CodeSystem.SNOMED_CT,
                    tumour.laterality().name());
        }
        return observation;
    }

    private CdaElement diagnosed(CdaElement entry, String date) {
        var act = entry.add("act", "classCode", "ACT", "moodCode", "EVN");
        act.templates(
                "2.16.840.1.113883.10.20.1.27",
                IHE + "4.5.1",
                IHE + "4.5.2",
                "1.2.250.1.213.1.1.3.39");
        entries.identify(act);
        act.add("code", "nullFlavor", "NA");
        act.add("statusCode", "code", "active");
        act.add("effectiveTime").date("low", date);
        var observation =
                act.add("entryRelationship", "typeCode", "SUBJ", "inversionInd", "false")
                        .add("observation", "classCode", "OBS", "moodCode", "EVN");
        observation.templates(
                "2.16.840.1.113883.10.20.1.28",
                IHE + "4.5",
                "1.2.250.1.213.1.1.3.37",
                CANCER + "4.14.1",
                "1.2.250.1.213.1.1.3.113");
        entries.identify(observation);
        observation.code("code", "282291009", CodeSystem.SNOMED_CT, "Interprétation diagnostique");
        observation.add("statusCode", "code", "completed");
        observation.add("effectiveTime").date("low", date);
        return observation;
    }

    /** The document asks for T, N and M; what nobody said is unknown. */
    private void stages(CdaElement tumour) {
        var staging = content.staging();
        var tnm =
                tumour.add("entryRelationship", "typeCode", "SUBJ", "inversionInd", "false")
                        .add("observation", "classCode", "OBS", "moodCode", "EVN");
        tnm.templates(CANCER + "4.14.2");
        tnm.code("code", "75620-5", CodeSystem.LOINC, "Stade TNM clinique");
        tnm.add("statusCode", "code", "completed");
        tnm.add("effectiveTime").add("low", "nullFlavor", "UNK");
        if (staging.edition().isEmpty()) {
            tnm.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        } else {
            var qualifier = tnm.add("value", "xsi:type", "CD").add("qualifier");
            qualifier.code("name", "21917-0", CodeSystem.LOINC, "Version TNM");
            category(qualifier, staging.edition());
        }
        category(tnm, "21905-5", "TNM clinique T", staging.t());
        category(tnm, "21906-3", "TNM clinique N", staging.n());
        category(tnm, "21907-1", "TNM clinique M", staging.m());
        if (!staging.other().isEmpty()) {
            otherStage(tumour.add("entryRelationship", "typeCode", "SUBJ"), staging);
        }
    }

    private void category(CdaElement tnm, String code, String display, String value) {
        var observation =
                entries.observation(
                        tnm.add("entryRelationship", "typeCode", "COMP"),
                        code,
                        CodeSystem.LOINC,
                        display,
                        "");
        if (value.isEmpty()) {
            observation.add("value", "xsi:type", "CD", "nullFlavor", "UNK");
        } else {
            category(observation, value);
        }
    }

    private static void category(CdaElement parent, String value) {
        parent.add(
                "value",
                "xsi:type",
                "CD",
                "code",
                value,
                "codeSystem",
                TNM_UICC,
                "codeSystemName",
                "TNM_UICC",
                "displayName",
                value);
    }

    private void otherStage(CdaElement relation, Staging staging) {
        var other =
                entries.words(
                        relation, "21918-8", CodeSystem.LOINC, "Autre stade", staging.otherValue());
        entries.words(
                other.add("entryRelationship", "typeCode", "COMP"),
                "GEN-101",
                CodeSystem.TA_ASIP,
                "Nom de la classification",
                staging.other());
        entries.words(
                other.add("entryRelationship", "typeCode", "COMP"),
                "GEN-102",
                CodeSystem.TA_ASIP,
                "Version de la classification",
                staging.otherVersion());
    }

    private void progress(CdaElement body) {
        var course = content.course();
        boolean initial = course.phase() == Course.Phase.INITIAL;
        var words = new ArrayList<>(List.of(initial ? "Phase initiale" : "Rechute"));
        words.add(course.since().isEmpty() ? "" : "depuis " + PartialDate.french(course.since()));
        course.progressions().forEach(one -> words.add(label(one)));
        var section =
                entries.section(
                        body,
                        "18733-6",
                        "Phase clinique de la maladie",
                        FicheCdaPlan.joined(words.toArray(String[]::new)),
                        IHE + "1.13.2.7",
                        OWN + "25");
        entries.observation(
                        section.add("entry"),
                        "MED-243",
                        CodeSystem.TA_ASIP,
                        "Phase du cancer",
                        course.since())
                .codedValue(
                        course.phase().code(),
                        CodeSystem.TA_ASIP,
                        initial ? "Phase initiale du cancer" : "Rechute du cancer");
        var progresses =
                entries.flag(
                        section.add("entry"),
                        "MED-245",
                        "Progression du cancer",
                        !course.progressions().isEmpty());
        for (var one : course.progressions()) {
            entries.flag(
                    progresses.add("entryRelationship", "typeCode", "COMP"),
                    one.code(),
                    label(one),
                    true);
        }
    }

    private static String label(Course.Progression progression) {
        return switch (progression) {
            case LOCAL -> "Progression locale";
            case REGIONAL -> "Progression régionale";
            case DISTANT -> "Progression à distance";
        };
    }

    private void pastTreatments(CdaElement body) {
        if (content.pastTreatments().isEmpty()) {
            return;
        }
        var lines =
                content.pastTreatments().stream()
                        .map(one ->
                                FicheCdaPlan.joined(
                                        FicheCdaPlan.label(one.type()),
                                        one.what(),
                                        PartialDate.french(one.when()),
                                        label(one.progress())))
                        .toList();
        var section =
                entries.section(
                        body,
                        "29554-3",
                        "Traitements passés ou en cours",
                        String.join("\n", lines),
                        IHE + "1.13.2.11",
                        OWN + "118");
        for (var one : content.pastTreatments()) {
            var procedure =
                    section.add("entry").add("procedure", "classCode", "PROC", "moodCode", "EVN");
            procedure.templates(
                    IHE + "4.19", "2.16.840.1.113883.10.20.1.29", "1.2.250.1.213.1.1.3.62");
            entries.identify(procedure);
            procedure.code(
                    "code", one.type().code(), one.type().system(), FicheCdaPlan.label(one.type()));
            procedure.say("text", one.what());
            procedure.add("statusCode", "code", one.progress().status());
            procedure.add("effectiveTime").date("low", one.when());
        }
    }

    private static String label(PastTreatment.Progress progress) {
        return switch (progress) {
            case DONE -> "fait";
            case IN_PROGRESS -> "en cours";
            case NOT_DONE -> "non fait";
        };
    }
}
