// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.dose.DoseGrid;

import java.util.ArrayList;
import java.util.List;

/** Two doses along one row of a grid. */
final class DoseProfile {

    private DoseProfile() {}

    /** The row of the reference that its maximum is in; the other dose at the same points. */
    static LinePicture of(DoseGrid reference, DoseGrid other) {
        int bestRow = 0;
        int bestPlane = 0;
        double best = Double.NEGATIVE_INFINITY;
        for (int plane = 0; plane < reference.planes(); plane++) {
            for (int row = 0; row < reference.rows(); row++) {
                for (int column = 0; column < reference.columns(); column++) {
                    double dose = reference.at(column, row, plane);
                    if (dose > best) {
                        best = dose;
                        bestRow = row;
                        bestPlane = plane;
                    }
                }
            }
        }
        var places = new ArrayList<Double>();
        var mine = new ArrayList<Double>();
        var theirs = new ArrayList<Double>();
        for (int column = 0; column < reference.columns(); column++) {
            places.add(reference.distance(column));
            mine.add(reference.at(column, bestRow, bestPlane));
            theirs.add(other.doseAt(reference, column, bestRow, bestPlane).orElse(Double.NaN));
        }
        return new LinePicture(
                "millimetres along the row; dose, Gy",
                List.of(
                        new LinePicture.Line("reference", places, mine),
                        new LinePicture.Line("evaluated", places, theirs)));
    }
}
