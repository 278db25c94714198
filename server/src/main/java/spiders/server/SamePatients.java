// SPDX-License-Identifier: Apache-2.0
package spiders.server;

import spiders.archive.store.MergeTable;
import spiders.security.Objections;
import spiders.security.PatientKey;
import spiders.security.Relation;
import spiders.security.Relations;
import spiders.security.SharingPurpose;
import spiders.security.User;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What holds of a patient holds of all who were found to be the same person. */
record SamePatients(MergeTable merges, Relations relations, Objections objections)
        implements Relations, Objections {

    @Override
    public Set<Relation> of(User user, PatientKey patient) {
        return ofEach(user, Set.of(patient)).getOrDefault(patient, Set.of());
    }

    @Override
    public Map<PatientKey, Set<Relation>> ofEach(User user, Set<PatientKey> patients) {
        var groups = merges.groups(patients);
        var everybody = groups.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        everybody.addAll(patients);
        var tied = relations.ofEach(user, everybody);
        var all = new HashMap<PatientKey, Set<Relation>>();
        for (var patient : patients) {
            var own = EnumSet.noneOf(Relation.class);
            for (var one : groups.getOrDefault(patient, List.of(patient))) {
                own.addAll(tied.getOrDefault(one, Set.of()));
            }
            all.put(patient, own);
        }
        return all;
    }

    @Override
    public Optional<Temporary> temporary(User user, PatientKey patient) {
        return group(patient).stream()
                .flatMap(one -> relations.temporary(user, one).stream())
                .findFirst();
    }

    @Override
    public Set<SharingPurpose> of(PatientKey patient) {
        var all = EnumSet.noneOf(SharingPurpose.class);
        group(patient).forEach(one -> all.addAll(objections.of(one)));
        return all;
    }

    @Override
    public Map<PatientKey, Set<SharingPurpose>> ofEach(Set<PatientKey> patients) {
        var groups = merges.groups(patients);
        var everybody = groups.values().stream().flatMap(List::stream).collect(Collectors.toSet());
        everybody.addAll(patients);
        var said = objections.ofEach(everybody);
        var all = new HashMap<PatientKey, Set<SharingPurpose>>();
        for (var patient : patients) {
            var own = EnumSet.noneOf(SharingPurpose.class);
            for (var one : groups.getOrDefault(patient, List.of(patient))) {
                own.addAll(said.getOrDefault(one, Set.of()));
            }
            all.put(patient, own);
        }
        return all;
    }

    private List<PatientKey> group(PatientKey patient) {
        return merges.groups(Set.of(patient)).getOrDefault(patient, List.of(patient));
    }
}
