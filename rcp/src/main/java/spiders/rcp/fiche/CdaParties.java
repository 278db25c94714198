// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.fiche;

import spiders.rcp.quorum.Attendance;
import spiders.rcp.quorum.Attendee;

import java.util.regex.Pattern;

/** Who stands in the header of the national document, and for which part. */
final class CdaParties {

    static final String ORGANISATIONS = "1.2.250.1.71.4.2.2";

    private static final String PERSONS = "1.2.250.1.71.4.2.1";
    private static final String FUNCTIONS = "2.16.840.1.113883.5.88";
    private static final String QUORUM = "1.2.250.1.213.1.6.1.107";
    private static final String OTHERS = "1.2.250.1.213.1.1.4.2.280";
    private static final String SPECIALTIES = "1.2.250.1.213.1.1.4.5";
    private static final Pattern NOBODY =
            Pattern.compile(
                    "(aucune?|pas de|sans|inconnue?|non connue?|none|unknown)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern RPPS = Pattern.compile("[0-9]{11}");

    private final FicheDocument document;

    CdaParties(FicheDocument document) {
        this.document = document;
    }

    /** The number of the establishment as the directory has it: 1 and its FINESS, or nothing. */
    String finess() {
        var number = document.directory().finess();
        return number.isEmpty() ? "" : "1" + number;
    }

    /** The coordinator wrote it and answers for it; the establishment keeps it. */
    void authorAndCustodian(CdaElement root) {
        var approval = document.approval();
        author(root);
        root.add("custodian")
                .add("assignedCustodian")
                .add("representedCustodianOrganization")
                .id(ORGANISATIONS, finess())
                .say("name", centre());
        var legal = root.add("legalAuthenticator");
        legal.time("time", approval.at());
        legal.add("signatureCode", "code", "S");
        coordinator(legal.add("assignedEntity"), "assignedPerson");
    }

    /** The coordinator, who answers for all that stands in it. */
    void author(CdaElement part) {
        var author = part.add("author");
        author.time("time", document.approval().at());
        var assigned = author.add("assignedAuthor");
        coordinator(assigned, "assignedPerson");
        assigned.add("representedOrganization").id(ORGANISATIONS, finess()).say("name", centre());
    }

    private String centre() {
        return document.board().centre();
    }

    private void coordinator(CdaElement entity, String person) {
        var approval = document.approval();
        entity.id(PERSONS, nationalId(approval.nationalId()));
        entity.add("addr", "nullFlavor", "NASK");
        entity.add("telecom", "nullFlavor", "NASK");
        entity.add(person).say("name", approval.name());
    }

    /** 8 and the RPPS number (IdNat_PS); nothing where there is none. */
    private static String nationalId(String rpps) {
        return RPPS.matcher(rpps).matches() ? "8" + rpps : "";
    }

    /** Who held the meeting: the coordinator. */
    void performer(CdaElement performer) {
        coordinator(performer.add("assignedEntity"), "assignedPerson");
    }

    /** Requester, presenter, general practitioner, and who was there. */
    void participants(CdaElement root) {
        var file = document.file();
        var around = document.fiche().content().circumstances();
        var since = file.boardCase().created();
        var approval = document.approval();
        var coordinator = root.add("participant", "typeCode", "RESP");
        coordinator.time("time", approval.at());
        var entity = coordinator.add("associatedEntity", "classCode", "PROV");
        entity.id(PERSONS, nationalId(approval.nationalId()));
        entity.add("associatedPerson").say("name", approval.name());
        var requester = root.add("participant", "typeCode", "REFB");
        requester.add("time").time("low", since);
        named(requester, file.boardCase().requesterName());
        var presenter = root.add("participant", "typeCode", "PRF");
        named(presenter, around.presenter());
        var practitioner = root.add("participant", "typeCode", "INF");
        practitioner.add("functionCode", "code", "PCP", "codeSystem", FUNCTIONS);
        practitioner(practitioner, around.generalPractitioner());
        document.approval().present().forEach(one -> present(root, one));
    }

    private static void present(CdaElement root, Attendance one) {
        var who = one.attendee();
        boolean counts = one.counts();
        var participant = root.add("participant", "typeCode", "PRF");
        participant.add(
                "functionCode",
                "code",
                counts ? "353" : "CORRE",
                "codeSystem",
                counts ? QUORUM : OTHERS);
        participant.add("time").time("low", one.arrived());
        var entity = participant.add("associatedEntity", "classCode", "PROV");
        entity.id(PERSONS, nationalId(who.id()));
        if (!who.specialty().isEmpty()) {
            entity.add("code", "code", specialty(who), "codeSystem", SPECIALTIES);
        }
        entity.add("associatedPerson").say("name", who.name());
    }

    private static String specialty(Attendee who) {
        return "G15_" + who.profession() + "/" + who.specialty();
    }

    /** The document names one, be it as unknown. */
    private static void practitioner(CdaElement participant, String name) {
        if (NOBODY.matcher(name).matches()) {
            var entity = participant.add("associatedEntity", "classCode", "PROV");
            entity.id(PERSONS, "").add("associatedPerson").add("name", "nullFlavor", "UNK");
            return;
        }
        named(participant, name);
    }

    private static void named(CdaElement participant, String name) {
        var entity = participant.add("associatedEntity", "classCode", "PROV");
        entity.id(PERSONS, "").add("associatedPerson").say("name", name);
    }
}
