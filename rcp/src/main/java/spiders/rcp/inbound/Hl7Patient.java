// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import ca.uhn.hl7v2.model.Segment;

import spiders.rcp.CaseForm;

import java.util.ArrayList;
import java.util.List;

/** The patient of a segment PID, as the French profile of IHE PAM fills it. */
final class Hl7Patient {

    private static final int IDENTIFIERS = 3;
    private static final int NAMES = 5;
    private static final int NAME_TYPE = 7;
    private static final int RELIABILITY = 32;
    private static final String NIR = "1.2.250.1.213.1.4.8";

    private final Segment pid;

    Hl7Patient(Segment pid) {
        this.pid = pid;
    }

    CaseForm.Person person() {
        int birth = birthName();
        var ins = ins();
        return new CaseForm.Person(
                Hl7Message.text(pid, NAMES, birth, 1, 1),
                usedName(birth),
                givenNames(birth),
                date(Hl7Message.text(pid, 7, 0, 1, 1)),
                Hl7Message.text(pid, 8, 0, 1, 1),
                ins.value(),
                ins.assigningAuthority().isEmpty() ? NIR : ins.assigningAuthority(),
                status(!ins.value().isEmpty()));
    }

    /** The name of type L is that of birth; without types, the first. */
    private int birthName() {
        for (int i = 0; i < Hl7Message.repetitions(pid, NAMES); i++) {
            if (Hl7Message.text(pid, NAMES, i, NAME_TYPE, 1).equals("L")) {
                return i;
            }
        }
        return 0;
    }

    private String usedName(int birth) {
        for (int i = 0; i < Hl7Message.repetitions(pid, NAMES); i++) {
            if (i != birth && Hl7Message.text(pid, NAMES, i, NAME_TYPE, 1).equals("D")) {
                return Hl7Message.text(pid, NAMES, i, 1, 1);
            }
        }
        return "";
    }

    /** The first given name, and the further ones of the birth record in any order of fields. */
    private String givenNames(int birth) {
        var first = Hl7Message.text(pid, NAMES, birth, 2, 1);
        var further = Hl7Message.text(pid, NAMES, birth, 3, 1);
        return further.startsWith(first + " ") ? further : (first + " " + further).strip();
    }

    private static String date(String text) {
        return text.length() > 8 ? text.substring(0, 8) : text;
    }

    /** PID-32 VALI says checked against a document; a number says retrieved. */
    private String status(boolean numbered) {
        boolean checked = false;
        for (int i = 0; i < Hl7Message.repetitions(pid, RELIABILITY); i++) {
            checked |= Hl7Message.text(pid, RELIABILITY, i, 1, 1).equals("VALI");
        }
        if (numbered) {
            return checked ? "QUAL" : "RECUP";
        }
        return checked ? "VALI" : "PROV";
    }

    private CaseForm.Identifier ins() {
        for (int i = 0; i < Hl7Message.repetitions(pid, IDENTIFIERS); i++) {
            var oid = Hl7Message.text(pid, IDENTIFIERS, i, 4, 2);
            if (CaseForm.isInsDomain(oid)) {
                return new CaseForm.Identifier(oid, Hl7Message.text(pid, IDENTIFIERS, i, 1, 1));
            }
        }
        return new CaseForm.Identifier("", "");
    }

    /** Permanent identifiers of establishments; the namespace names the authority, else the OID. */
    List<CaseForm.Identifier> identifiers() {
        var identifiers = new ArrayList<CaseForm.Identifier>();
        for (int i = 0; i < Hl7Message.repetitions(pid, IDENTIFIERS); i++) {
            var oid = Hl7Message.text(pid, IDENTIFIERS, i, 4, 2);
            var type = Hl7Message.text(pid, IDENTIFIERS, i, 5, 1);
            var value = Hl7Message.text(pid, IDENTIFIERS, i, 1, 1);
            boolean permanent = type.isEmpty() || type.equals("PI") || type.equals("MR");
            if (permanent && !value.isEmpty() && !CaseForm.isInsDomain(oid)) {
                var namespace = Hl7Message.text(pid, IDENTIFIERS, i, 4, 1);
                identifiers.add(
                        new CaseForm.Identifier(namespace.isEmpty() ? oid : namespace, value));
            }
        }
        return identifiers;
    }
}
