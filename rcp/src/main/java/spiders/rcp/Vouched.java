// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.FoldedName;
import spiders.rcp.inbound.Held;
import spiders.security.Digests;
import spiders.security.PatientKey;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a person vouched for when they put an order into a session by hand: who is named so is this
 * patient, and what was asked for is this session. It holds for that order alone, and for those
 * words alone: what the sender says otherwise later is judged as ever.
 *
 * @param identity SHA-256 of the traits and numbers that the order had, and the patient's key
 * @param name the same of what a withdrawal must say: birth name and birth date
 * @param code the sender's code of the board that was asked for
 * @param begins the start that was asked for
 * @param session where the order was put
 */
public record Vouched(
        String sender,
        String order,
        String identity,
        String name,
        String code,
        LocalDateTime begins,
        UUID session) {

    static Vouched of(Held held, PatientKey patient, UUID session) {
        return new Vouched(
                held.sender(),
                held.order(),
                identity(held.sender(), held.order(), patient, held.form()),
                name(held.sender(), held.order(), patient, held.form().person()),
                held.code(),
                held.begins(),
                session);
    }

    /** Whether a form names this patient in the words that were vouched for. */
    boolean isIdentity(CaseForm form, PatientKey patient) {
        return identity.equals(identity(sender, order, patient, form));
    }

    /** Whether a withdrawal names this patient so. */
    boolean isName(CaseForm.Person person, PatientKey patient) {
        return name.equals(name(sender, order, patient, person));
    }

    /** Whether the session that was vouched for is asked for. */
    boolean isAsked(String otherCode, LocalDateTime otherBegins) {
        return code.equals(otherCode) && begins.equals(otherBegins);
    }

    private static String identity(String sender, String order, PatientKey patient, CaseForm form) {
        var person = form.person();
        var said = new ArrayList<>(List.of(name(sender, order, patient, person)));
        said.add(FoldedName.firstGiven(person.givenNames()));
        said.add(person.sex());
        said.add(person.ins().replaceAll("[\\s.]", "").toUpperCase(Locale.ROOT));
        said.add(person.ins().isBlank() ? "" : person.insOid());
        form.identifiers().stream()
                .map(one -> one.assigningAuthority().strip() + "\t" + one.value().strip())
                .sorted()
                .forEach(said::add);
        return digest(said);
    }

    private static String name(
            String sender, String order, PatientKey patient, CaseForm.Person person) {
        var date = BirthDateText.read(person.birthDate()).orElse("");
        return digest(
                List.of(
                        sender,
                        order,
                        patient.toString(),
                        FoldedName.of(person.birthName()),
                        date));
    }

    private static String digest(List<String> parts) {
        return Digests.hex(String.join("\n", parts));
    }
}
