// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import spiders.archive.PatientTraits;
import spiders.rcp.inbound.Held;
import spiders.security.PatientKey;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A held order as a person decides on it.
 *
 * @param sessions where it can be put, that which was asked for first
 */
public record HeldOrder(
        Held held, PatientTraits traits, List<Candidate> candidates, List<AgendaEntry> sessions) {

    public HeldOrder {
        candidates = List.copyOf(candidates);
        sessions = List.copyOf(sessions);
    }

    /** Why somebody who is registered may be meant. */
    public enum Clue {
        IDENTIFIER,
        INS,
        TRAITS
    }

    /** What is compared. */
    public enum Trait {
        BIRTH_NAME,
        GIVEN_NAMES,
        BIRTH_DATE,
        SEX,
        INS
    }

    /**
     * A registered patient who may be meant.
     *
     * @param differs which traits are others than the message's
     * @param shown the traits, for who may see them
     * @param mayBeChosen whether the traits agree, or the person who decides may see them
     */
    public record Candidate(
            PatientKey key,
            Set<Clue> clues,
            Set<Trait> differs,
            Optional<PatientTraits> shown,
            boolean mayBeChosen) {

        public Candidate {
            clues = Set.copyOf(clues);
            differs = Set.copyOf(differs);
        }

        /** Without the patient's data. */
        @Override
        public String toString() {
            return "Candidate[" + key + "]";
        }
    }

    /** Without the patient's data. */
    @Override
    public String toString() {
        return "HeldOrder[" + held.id() + "]";
    }
}
