// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.BoardType;
import spiders.rcp.CaseReason;
import spiders.rcp.quorum.QuorumResult;

/** The sections of the national document, each with its text and its coded entries. */
final class FicheCdaBody {

    private static final String OWN = "1.2.250.1.213.1.1.2.";
    private static final String IHE = "1.3.6.1.4.1.19376.1.5.3.1.";

    private final FicheDocument document;
    private final FicheContent content;
    private final CdaEntries entries;

    FicheCdaBody(FicheDocument document) {
        this.document = document;
        this.content = document.fiche().content();
        this.entries = new CdaEntries(document.fiche());
    }

    void write(CdaElement body) {
        reason(body);
        screening(body);
        new FicheCdaDisease(document, entries).write(body);
        history(body);
        status(body);
        new FicheCdaPlan(content, entries).write(body);
        var comment = content.circumstances().comment();
        if (!comment.isEmpty()) {
            entries.section(
                    body,
                    "55112-7",
                    "Commentaire",
                    comment,
                    "2.16.840.1.113883.10.12.201",
                    "1.3.6.1.4.1.19376.1.4.1.2.16",
                    OWN + "73");
        }
        documentStatus(body);
    }

    private void reason(CdaElement body) {
        var asked = document.file().boardCase();
        var section =
                entries.section(
                        body,
                        "42349-1",
                        "Type et motif de la RCP",
                        "Motif : "
                                + label(asked.reason())
                                + "\nStatut du cas : "
                                + caseStatus()
                                + "\nQuestion posée : "
                                + asked.question(),
                        IHE + "3.1",
                        IHE + "3.2",
                        OWN + "128");
        var nature =
                entries.observation(section.add("entry"), "GEN-098", "Nature de la discussion");
        nature.codedValue("ORG-117", CodeSystem.TA_ASIP, "RCP Appareil - Organes");
        kind(nature.add("entryRelationship", "typeCode", "SUBJ"));
        motive(nature.add("entryRelationship", "typeCode", "SUBJ"), asked.reason());
        problem(section.add("entry"), asked.question());
    }

    private void kind(CdaElement relation) {
        var type = document.board().type();
        var organ =
                entries.words(
                        relation,
                        "ORG-118",
                        CodeSystem.TA_ASIP,
                        "Appareil concerné",
                        document.board().organ());
        entries.flag(
                organ.add("entryRelationship", "typeCode", "REFR"),
                "ORG-184",
                "RCP de recours",
                type == BoardType.RECOURS);
        entries.flag(
                organ.add("entryRelationship", "typeCode", "REFR"),
                "ORG-185",
                "RCP pédiatrique",
                type == BoardType.PEDIATRIQUE_INTERREGIONALE);
    }

    private void motive(CdaElement relation, CaseReason reason) {
        var motive = entries.observation(relation, "ORG-186", "Motif de la RCP");
        motive.add("value", "xsi:type", "CD", "nullFlavor", "NA");
        boolean isProposal =
                switch (reason) {
                    case TREATMENT_PROPOSAL, TREATMENT_ADJUSTMENT, SURVEILLANCE -> true;
                    case DIAGNOSTIC_OPINION, RECOURSE -> false;
                };
        part(motive, "MED-235", "Avis diagnostique", reason == CaseReason.DIAGNOSTIC_OPINION);
        part(motive, "ORG-114", "Proposition de traitement", isProposal);
        part(motive, "ORG-115", "Recours", reason == CaseReason.RECOURSE);
        part(
                motive,
                "ORG-116",
                "Pédiatrie",
                document.board().type() == BoardType.PEDIATRIQUE_INTERREGIONALE);
        var status =
                entries.observation(
                        motive.add("entryRelationship", "typeCode", "REFR"),
                        "ORG-127",
                        "Statut du cas présenté");
        if (content.framework().registered()) {
            status.codedValue("ORG-128", CodeSystem.TA_ASIP, "Cas enregistré");
        } else if (document.approval().discussed().isPresent()) {
            status.codedValue("ORG-134", CodeSystem.TA_ASIP, "Cas discuté");
        } else {
            status.add("value", "xsi:type", "CD", "nullFlavor", "NA");
        }
    }

    private void part(CdaElement motive, String code, String display, boolean value) {
        entries.flag(motive.add("entryRelationship", "typeCode", "REFR"), code, display, value);
    }

    private void problem(CdaElement entry, String question) {
        var problem =
                entry.add(
                        "observation",
                        "classCode",
                        "OBS",
                        "moodCode",
                        "EVN",
                        "negationInd",
                        "false");
        problem.templates("2.16.840.1.113883.10.20.1.28", IHE + "4.5", "1.2.250.1.213.1.1.3.37");
        entries.identify(problem);
        problem.code("code", "55607006", CodeSystem.SNOMED_CT, "Problème");
        problem.add("statusCode", "code", "completed");
        problem.add("effectiveTime").add("low", "nullFlavor", "UNK");
        problem.add("value", "xsi:type", "CD", "nullFlavor", "NA").say("originalText", question);
    }

    private String caseStatus() {
        if (content.framework().registered()) {
            return "enregistré sans discussion";
        }
        return document.approval().discussed().isPresent() ? "discuté" : "non discuté";
    }

    private static String label(CaseReason reason) {
        return switch (reason) {
            case DIAGNOSTIC_OPINION -> "avis diagnostique";
            case TREATMENT_PROPOSAL -> "proposition de traitement";
            case TREATMENT_ADJUSTMENT -> "ajustement du traitement";
            case SURVEILLANCE -> "surveillance";
            case RECOURSE -> "recours";
        };
    }

    private void screening(CdaElement body) {
        boolean found = content.circumstances().screening() == Circumstances.Screening.YES;
        var section =
                entries.section(
                        body,
                        "42545-4",
                        "Mode de découverte du cancer",
                        found ? "Découverte par dépistage" : "Découverte hors dépistage",
                        IHE + "1.21.2.9",
                        "1.3.6.1.4.1.19376.1.7.3.1.1.13.7",
                        OWN + "163");
        entries.observation(
                        section.add("entry"),
                        "63921-1",
                        CodeSystem.LOINC,
                        "Dépistage du cancer",
                        "")
                .add("value", "xsi:type", "BL", "value", String.valueOf(found));
    }

    private void history(CdaElement body) {
        entries.section(
                body,
                "10164-2",
                "Histoire de la maladie et question posée",
                content.synthesis()
                        + "\nQuestion posée : "
                        + document.file().boardCase().question(),
                IHE + "3.4",
                OWN + "130");
    }

    private void status(CdaElement body) {
        boolean complete = content.circumstances().complete();
        var quorum = document.approval().quorum();
        var section =
                entries.section(
                        body,
                        "21874-3",
                        "Statut du dossier présenté en RCP",
                        (complete ? "Dossier complet" : "Dossier incomplet") + "\n" + label(quorum),
                        OWN + "33");
        var organizer =
                section.add("entry").add("organizer", "classCode", "CLUSTER", "moodCode", "EVN");
        organizer.templates("1.2.250.1.213.1.1.3.7");
        organizer.code("code", "GEN-099", CodeSystem.TA_ASIP, "Information RCP");
        organizer.add("statusCode", "code", "completed");
        entries.flag(organizer.add("component"), "GEN-100", "Dossier complet", complete);
        entries.observation(organizer.add("component"), "ORG-125", "Quorum RCP")
                .codedValue(quorum.code(), CodeSystem.TA_ASIP, label(quorum));
    }

    private static String label(QuorumResult.Status quorum) {
        return switch (quorum) {
            case REACHED -> "Quorum atteint";
            case NOT_REACHED -> "Quorum non atteint";
            case UNKNOWN -> "Quorum inconnu";
        };
    }

    private void documentStatus(CdaElement body) {
        var section =
                entries.section(body, "33557-0", "Statut du document", "Approuvé", OWN + "35");
        entries.observation(section.add("entry"), "GEN-065", "Statut du document")
                .codedValue(document.fiche().status().code(), CodeSystem.SNOMED_CT, "approuvé");
    }
}
