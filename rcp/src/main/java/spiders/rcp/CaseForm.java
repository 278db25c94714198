// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.Ins;
import spiders.archive.PatientIdentifier;
import spiders.archive.PatientTraits;
import spiders.archive.Sex;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A registration as it was typed, shown again with what is wrong beside each field; the pages and
 * the JSON interface check alike.
 */
public record CaseForm(
        Person person,
        List<Identifier> identifiers,
        String question,
        String reason,
        boolean patientInformed,
        boolean draft,
        boolean homonym) {

    private static final String NIR = "1.2.250.1.213.1.4.8";
    private static final List<String> INS_DOMAINS =
            List.of(NIR, "1.2.250.1.213.1.4.9", "1.2.250.1.213.1.4.10", "1.2.250.1.213.1.4.11");
    private static final int NAME_LIMIT = 64;
    private static final int QUESTION_LIMIT = 4000;
    private static final String REQUIRED = "rcp.form.required";

    /** The patient's traits as typed. */
    public record Person(
            String birthName,
            String usedName,
            String givenNames,
            String birthDate,
            String sex,
            String ins,
            String insOid,
            String insStatus) {

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Person[]";
        }
    }

    /** An identifier as typed, of whatever length. */
    public record Identifier(String assigningAuthority, String value) {

        /** Whether nothing was typed. */
        public boolean isEmpty() {
            return assigningAuthority.isBlank() && value.isBlank();
        }

        /** Without the value. */
        @Override
        public String toString() {
            return "Identifier[]";
        }
    }

    /** What became of a form: a registration, or the message of each field that is wrong. */
    public sealed interface Checked {

        record Right(CaseRegistration registration) implements Checked {}

        record Wrong(Map<String, String> errors) implements Checked {

            public Wrong {
                errors = new LinkedHashMap<>(errors);
            }
        }
    }

    public CaseForm {
        identifiers = List.copyOf(identifiers);
    }

    /** Whether an OID is that of a domain of national identity numbers. */
    public static boolean isInsDomain(String oid) {
        return INS_DOMAINS.contains(oid);
    }

    /** Nothing typed yet. */
    public static CaseForm empty() {
        return new CaseForm(
                new Person("", "", "", "", "", "", NIR, Ins.Status.PROV.name()),
                List.of(),
                "",
                CaseReason.TREATMENT_PROPOSAL.name(),
                false,
                false,
                false);
    }

    /** The authority of the first identifier, or empty. */
    public String identifierAuthority() {
        return identifiers.isEmpty() ? "" : identifiers.getFirst().assigningAuthority();
    }

    /** The first identifier, or empty. */
    public String identifierValue() {
        return identifiers.isEmpty() ? "" : identifiers.getFirst().value();
    }

    /** Tells whether all is right, on the date of the hospital. */
    public Checked check(UUID session, LocalDate today) {
        var errors = new LinkedHashMap<String, String>();
        checkNames(errors);
        var date = BirthDateText.read(person.birthDate());
        if (date.isEmpty()) {
            boolean blank = person.birthDate().isBlank();
            errors.put("birthDate", blank ? REQUIRED : "rcp.form.birthDate.wrong");
        } else if (date.filter(text -> BirthDateText.isAfter(text, today)).isPresent()) {
            errors.put("birthDate", "rcp.form.birthDate.future");
        }
        if (Sex.of(person.sex()) == Sex.UNKNOWN) {
            errors.put("sex", REQUIRED);
        }
        checkIns(errors);
        checkIdentifiers(errors);
        checkQuestion(errors);
        return errors.isEmpty()
                ? new Checked.Right(registration(session, date.orElseThrow()))
                : new Checked.Wrong(errors);
    }

    private void checkNames(Map<String, String> errors) {
        checkName(errors, "birthName", person.birthName(), true);
        checkName(errors, "givenNames", person.givenNames(), true);
        checkName(errors, "usedName", person.usedName(), false);
    }

    private static void checkName(
            Map<String, String> errors, String field, String value, boolean required) {
        if (required && value.isBlank()) {
            errors.put(field, REQUIRED);
        } else if (value.strip().length() > NAME_LIMIT) {
            errors.put(field, "rcp.form.too-long");
        } else if (value.chars().anyMatch(c -> c < ' ' || c == '^' || c == '=' || c == '\\')) {
            errors.put(field, "rcp.form.value.wrong");
        }
    }

    private void checkIns(Map<String, String> errors) {
        boolean numbered = !person.ins().isBlank();
        var status = named(Ins.Status.class, person.insStatus());
        if (status.isEmpty() || !INS_DOMAINS.contains(person.insOid())) {
            errors.put("insStatus", "rcp.form.value.wrong");
            return;
        }
        boolean retrieved =
                switch (status.get()) {
                    case RECUP, QUAL -> true;
                    case PROV, VALI -> false;
                };
        if (numbered && !isInsForm()) {
            errors.put("ins", "rcp.form.ins.form");
        } else if (numbered && !isInsKey()) {
            errors.put("ins", "rcp.form.ins.key");
        } else if (numbered && !retrieved) {
            errors.put("insStatus", "rcp.form.insStatus.none");
        } else if (!numbered && retrieved) {
            errors.put("insStatus", "rcp.form.insStatus.number");
        }
    }

    private boolean isInsForm() {
        return person.ins().replaceAll("[\\s.]", "").matches("(?i)[0-9]{6}[0-9AB][0-9]{8}");
    }

    private boolean isInsKey() {
        try {
            return !new InsNumber(person.ins()).value().isEmpty();
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private void checkIdentifiers(Map<String, String> errors) {
        for (var identifier : identifiers) {
            checkPart(errors, "identifierValue", identifier.value());
            checkPart(errors, "identifierAuthority", identifier.assigningAuthority());
        }
    }

    private static void checkPart(Map<String, String> errors, String field, String part) {
        if (part.isBlank()) {
            errors.put(field, "rcp.form." + field + ".missing");
        } else if (part.strip().length() > PatientIdentifier.MAX_LENGTH) {
            errors.put(field, "rcp.form.too-long");
        } else if (part.strip().chars().anyMatch(Character::isISOControl)) {
            errors.put(field, "rcp.form.value.wrong");
        }
    }

    private void checkQuestion(Map<String, String> errors) {
        if (named(CaseReason.class, reason).isEmpty()) {
            errors.put("reason", reason.isBlank() ? REQUIRED : "rcp.form.value.wrong");
        }
        if (question.strip().length() > QUESTION_LIMIT) {
            errors.put("question", "rcp.form.too-long");
        } else if (question.indexOf('\0') >= 0) {
            errors.put("question", "rcp.form.value.wrong");
        }
        if (!draft && question.isBlank()) {
            errors.put("question", REQUIRED);
        }
        if (!draft && !patientInformed) {
            errors.put("patientInformed", "rcp.form.informed.required");
        }
    }

    private CaseRegistration registration(UUID session, String birthDate) {
        var status = Ins.Status.valueOf(person.insStatus());
        var ins =
                person.ins().isBlank()
                        ? new Ins("", "", status)
                        : new Ins(new InsNumber(person.ins()).value(), person.insOid(), status);
        var traits =
                new PatientTraits(
                        person.birthName(),
                        person.usedName(),
                        person.givenNames(),
                        birthDate,
                        Sex.of(person.sex()),
                        ins);
        var asked = new CaseQuestion(question, CaseReason.valueOf(reason), patientInformed, draft);
        var known =
                identifiers.stream()
                        .map(one -> new PatientIdentifier(one.assigningAuthority(), one.value()))
                        .toList();
        return new CaseRegistration(session, traits, known, asked, homonym);
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(name))
                .findFirst();
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseForm[]";
    }
}
