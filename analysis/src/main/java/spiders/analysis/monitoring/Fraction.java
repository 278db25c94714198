// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.monitoring;

import spiders.analysis.dose.DoseGrid;
import spiders.analysis.geometry.Solid;

import java.util.List;
import java.util.Map;

/**
 * What is known of one day of a treatment.
 *
 * @param label which day, for people
 * @param solids by the names of their ROIs
 * @param doses of that day, at most one; none where none was computed
 */
public record Fraction(String label, Map<String, Solid> solids, List<DoseGrid> doses) {

    public Fraction {
        solids = Map.copyOf(solids);
        doses = List.copyOf(doses);
        if (doses.size() > 1) {
            throw new IllegalArgumentException("%s has %d doses".formatted(label, doses.size()));
        }
    }
}
