// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.quorum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives as many places as can be to doctors, each doctor to one: a matching in a bipartite graph,
 * by augmenting paths (Kuhn 1955). A doctor of two groups thereby takes the place that nobody else
 * can.
 */
final class Places {

    private static final int NOBODY = -1;

    private final List<Requirement> places;
    private final List<Attendance> doctors;
    private final int[] placeOf;

    Places(List<Requirement> places, List<Attendance> doctors) {
        this.places = places;
        this.doctors = doctors;
        this.placeOf = new int[doctors.size()];
        Arrays.fill(placeOf, NOBODY);
    }

    /** The places that stay empty. */
    List<Requirement> unfilled() {
        var unfilled = new ArrayList<Requirement>();
        for (int place = 0; place < places.size(); place++) {
            if (!isFilled(place, new boolean[doctors.size()])) {
                unfilled.add(places.get(place));
            }
        }
        return unfilled;
    }

    /** Whether somebody takes the place, who may leave another to somebody else for it. */
    private boolean isFilled(int place, boolean[] asked) {
        for (int doctor = 0; doctor < doctors.size(); doctor++) {
            if (asked[doctor] || !places.get(place).isMetBy(doctors.get(doctor))) {
                continue;
            }
            asked[doctor] = true;
            if (placeOf[doctor] == NOBODY || isFilled(placeOf[doctor], asked)) {
                placeOf[doctor] = place;
                return true;
            }
        }
        return false;
    }
}
