// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Knows what patients object to. */
@FunctionalInterface
public interface Objections {

    /** The purposes that the patient objects to now. */
    Set<SharingPurpose> of(PatientKey patient);

    /** The same for several patients; one who objects to nothing may be left out. */
    default Map<PatientKey, Set<SharingPurpose>> ofEach(Set<PatientKey> patients) {
        var all = new HashMap<PatientKey, Set<SharingPurpose>>();
        patients.forEach(patient -> all.put(patient, of(patient)));
        return all;
    }
}
