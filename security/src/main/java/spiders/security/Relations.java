// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what ties people to patients now. */
@FunctionalInterface
public interface Relations {

    /** Every tie of the user to the patient; empty for who has none, and for an unknown patient. */
    Set<Relation> of(User user, PatientKey patient);

    /** The same for several patients; one without a tie may be left out. */
    default Map<PatientKey, Set<Relation>> ofEach(User user, Set<PatientKey> patients) {
        var all = new HashMap<PatientKey, Set<Relation>>();
        patients.forEach(patient -> all.put(patient, of(user, patient)));
        return all;
    }

    /** A tie that has an end, and a purpose of its own, where the user has one to the patient. */
    default Optional<Temporary> temporary(User user, PatientKey patient) {
        return Optional.empty();
    }

    /** What a tie is for, and when it ends. */
    record Temporary(Purpose purpose, Instant until) {}

    /** What each of several knows, together. */
    static Relations all(List<Relations> parts) {
        return new JoinedRelations(parts);
    }

    /** Several as one. */
    record JoinedRelations(List<Relations> parts) implements Relations {

        public JoinedRelations {
            parts = List.copyOf(parts);
        }

        @Override
        public Set<Relation> of(User user, PatientKey patient) {
            var all = EnumSet.noneOf(Relation.class);
            parts.forEach(part -> all.addAll(part.of(user, patient)));
            return all;
        }

        @Override
        public Optional<Temporary> temporary(User user, PatientKey patient) {
            return parts.stream()
                    .flatMap(part -> part.temporary(user, patient).stream())
                    .findFirst();
        }

        @Override
        public Map<PatientKey, Set<Relation>> ofEach(User user, Set<PatientKey> patients) {
            var all = new HashMap<PatientKey, Set<Relation>>();
            for (var part : parts) {
                part.ofEach(user, patients)
                        .forEach((patient, some) ->
                                all.computeIfAbsent(patient, _ -> EnumSet.noneOf(Relation.class))
                                        .addAll(some));
            }
            return all;
        }
    }
}
