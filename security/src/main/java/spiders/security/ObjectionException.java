// SPDX-License-Identifier: Apache-2.0
package spiders.security;

import java.util.Set;

/** The patient objects, and who asked has not confirmed to go on all the same. */
public final class ObjectionException extends RuntimeException {

    private final Set<SharingPurpose> purposes;

    public ObjectionException(Set<SharingPurpose> purposes) {
        super("the patient objects to " + purposes);
        this.purposes = Set.copyOf(purposes);
    }

    /** What the patient objects to. */
    public Set<SharingPurpose> purposes() {
        return purposes;
    }
}
