// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.jspecify.annotations.Nullable;

import spiders.archive.Ins;
import spiders.rcp.CaseForm;

import java.util.List;
import java.util.Optional;

/** A registration as a program sends it; what is absent is null, because JSON leaves it out. */
record CaseRequest(
        @Nullable String session,
        @Nullable Patient patient,
        @Nullable String question,
        @Nullable String reason,
        @Nullable Boolean patientInformed,
        @Nullable Boolean draft,
        @Nullable Boolean homonym) {

    private static final String NIR = "1.2.250.1.213.1.4.8";

    record Patient(
            @Nullable String birthName,
            @Nullable String usedName,
            @Nullable String givenName,
            @Nullable String givenNames,
            @Nullable String birthDate,
            @Nullable String sex,
            @Nullable Identity ins,
            @Nullable List<Identifier> identifiers) {

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Patient[]";
        }
    }

    record Identity(@Nullable String value, @Nullable String oid, @Nullable String status) {

        /** Without the number. */
        @Override
        public String toString() {
            return "Identity[]";
        }
    }

    record Identifier(@Nullable String assigningAuthority, @Nullable String value) {

        /** Without the value. */
        @Override
        public String toString() {
            return "Identifier[]";
        }
    }

    CaseForm form() {
        var from =
                Optional.ofNullable(patient)
                        .orElse(new Patient(null, null, null, null, null, null, null, null));
        return new CaseForm(
                person(from),
                Optional.ofNullable(from.identifiers()).orElse(List.of()).stream()
                        .map(i ->
                                new CaseForm.Identifier(
                                        text(i.assigningAuthority()), text(i.value())))
                        .toList(),
                text(question),
                text(reason),
                Boolean.TRUE.equals(patientInformed),
                Boolean.TRUE.equals(draft),
                Boolean.TRUE.equals(homonym));
    }

    private static CaseForm.Person person(Patient from) {
        var ins = Optional.ofNullable(from.ins()).orElse(new Identity(null, null, null));
        return new CaseForm.Person(
                text(from.birthName()),
                text(from.usedName()),
                Optional.ofNullable(from.givenNames()).orElse(text(from.givenName())),
                text(from.birthDate()),
                text(from.sex()),
                text(ins.value()),
                Optional.ofNullable(ins.oid()).orElse(NIR),
                Optional.ofNullable(ins.status()).orElse(Ins.Status.PROV.name()));
    }

    private static String text(@Nullable String value) {
        return Optional.ofNullable(value).orElse("");
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "CaseRequest[" + session + "]";
    }
}
