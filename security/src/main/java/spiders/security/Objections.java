// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Set;

/** Knows what patients object to. */
@FunctionalInterface
public interface Objections {

    /** The purposes that the patient objects to now. */
    Set<SharingPurpose> of(PatientKey patient);
}
