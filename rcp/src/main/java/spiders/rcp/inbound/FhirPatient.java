// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.inbound;

import spiders.rcp.CaseForm;
import spiders.rcp.inbound.InboundProblem.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The patient of a resource, as FR Core fills it (HL7 France, fr-core-patient-ins 2.1). */
final class FhirPatient {

    private static final String NIR = "1.2.250.1.213.1.4.8";

    /** Numbers calculated from a card, which the identity number has replaced. */
    private static final String CALCULATED = "1.2.250.1.213.1.4.2";

    private static final String OID = "urn:oid:";
    private static final Set<String> PERMANENT = Set.of("", "PI", "MR");
    private static final Set<String> PAST = Set.of("old", "temp");

    private final FhirElement patient;

    FhirPatient(FhirElement patient) {
        this.patient = patient;
        patient.refuse("implicitRules", "modifierExtension");
        if (!patient.at("active").isMissing() && !patient.isTrue("active")) {
            throw new InboundException(Kind.VALUE, "Patient.active");
        }
        for (var link : patient.all("link")) {
            if (link.text("type").equals("replaced-by")) {
                throw new InboundException(Kind.VALUE, link.path());
            }
        }
    }

    CaseForm.Person person() {
        var birth = birthName();
        var used = name("usual").map(one -> one.text("family")).orElse("");
        var family = birth.text("family");
        var ins = ins();
        return new CaseForm.Person(
                family,
                used.equals(family) ? "" : used,
                given(birth),
                date(),
                sex(),
                ins.value(),
                ins.assigningAuthority().isEmpty() ? NIR : ins.assigningAuthority(),
                status(!ins.value().isEmpty()));
    }

    private Optional<FhirElement> name(String use) {
        return patient.all("name").stream().filter(one -> one.text("use").equals(use)).findFirst();
    }

    /** The official name is that of birth; an only one may be without use, no other replaces it. */
    private FhirElement birthName() {
        var names = patient.all("name");
        return name("official")
                .or(() -> names.size() == 1 ? name("") : Optional.empty())
                .orElseThrow(() -> new InboundException(Kind.FIELD_MISSING, "Patient.name"));
    }

    /** The given names of the birth record, which an extension of FR Core lists, or those told. */
    private static String given(FhirElement name) {
        var given =
                name.all("given").stream()
                        .map(FhirElement::text)
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining(" "));
        var listed =
                name.all("extension").stream()
                        .filter(one -> named(one, "birth-list-given-name"))
                        .map(one -> one.text("valueString"))
                        .findFirst()
                        .orElse("");
        return listed.equals(given) || listed.startsWith(given + " ")
                ? listed
                : (given + " " + listed).strip();
    }

    /** Of a date that is known in part the rest is nought, as birth records have it. */
    private String date() {
        var text = patient.text("birthDate");
        if (!text.matches("(\\d{4}(-\\d{2}(-\\d{2})?)?)?")) {
            throw new InboundException(Kind.VALUE, "Patient.birthDate");
        }
        return switch (text.length()) {
            case 4 -> text + "0000";
            case 7 -> text.replace("-", "") + "00";
            default -> text;
        };
    }

    private String sex() {
        var gender = patient.text("gender");
        return switch (gender) {
            case "female" -> "F";
            case "male" -> "M";
            case "other" -> "O";
            case "", "unknown" -> "";
            default -> throw new InboundException(Kind.VALUE, "Patient.gender");
        };
    }

    /** The identity status VALI says checked against a document; a number says retrieved. */
    private String status(boolean isNumbered) {
        boolean isChecked =
                patient.all("extension").stream()
                        .filter(one -> named(one, "identity-reliability"))
                        .flatMap(one -> one.all("extension").stream())
                        .filter(one -> one.text("url").equals("identityStatus"))
                        .anyMatch(one -> one.at("valueCoding").text("code").equals("VALI"));
        if (isNumbered) {
            return isChecked ? "QUAL" : "RECUP";
        }
        return isChecked ? "VALI" : "PROV";
    }

    /** Whoever publishes the profile; the names stayed when it moved (hl7.fr, interopsante.org). */
    private static boolean named(FhirElement extension, String name) {
        return extension.text("url").toLowerCase(Locale.ROOT).endsWith(name);
    }

    private CaseForm.Identifier ins() {
        var found =
                patient.all("identifier").stream()
                        .filter(one -> isCurrent(one) && CaseForm.isInsDomain(system(one)))
                        .map(one -> new CaseForm.Identifier(system(one), one.needed("value")))
                        .distinct()
                        .toList();
        if (found.size() > 1) {
            throw new InboundException(Kind.SEVERAL, "Patient.identifier");
        }
        return found.isEmpty() ? new CaseForm.Identifier("", "") : found.getFirst();
    }

    /** Permanent identifiers of establishments, of a domain that is named. */
    List<CaseForm.Identifier> identifiers() {
        var identifiers = new ArrayList<CaseForm.Identifier>();
        for (var one : patient.all("identifier")) {
            boolean isNational =
                    CaseForm.isInsDomain(system(one)) || system(one).equals(CALCULATED);
            if (isCurrent(one) && isPermanent(one) && !isNational) {
                identifiers.add(new CaseForm.Identifier(authority(one), one.needed("value")));
            }
        }
        return identifiers;
    }

    private static boolean isCurrent(FhirElement identifier) {
        return !PAST.contains(identifier.text("use"));
    }

    private static boolean isPermanent(FhirElement identifier) {
        var codes =
                identifier.at("type").all("coding").stream().map(one -> one.text("code")).toList();
        return codes.isEmpty() || codes.stream().anyMatch(PERMANENT::contains);
    }

    private static String system(FhirElement identifier) {
        var system = identifier.text("system");
        return system.startsWith(OID) ? system.substring(OID.length()) : system;
    }

    /** The name of who gave it, as the namespace of HL7 v2 has it, else the OID or address. */
    private static String authority(FhirElement identifier) {
        var name = identifier.at("assigner").text("display");
        return name.isEmpty() ? identifier.needed("system").replaceFirst("^" + OID, "") : name;
    }
}
