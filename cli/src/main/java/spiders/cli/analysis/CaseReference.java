// SPDX-License-Identifier: Apache-2.0
package spiders.cli.analysis;

import spiders.analysis.contour.ROI;
import spiders.analysis.geometry.Solid;

import java.util.List;
import java.util.SortedMap;

/** What the products of a case are held against. */
interface CaseReference {

    /** The organs that it has, by the names that ROIs are paired by. */
    List<String> organs();

    /**
     * An organ of it.
     *
     * @param drawn what products drew of it, by product
     * @param raters how many could have drawn it
     * @throws IllegalArgumentException if it cannot be computed
     */
    Organ organ(String organ, SortedMap<String, Drawn> drawn, int raters);

    /**
     * A solid to hold others against.
     *
     * @param name as it is called there; may be empty
     * @param told how it came about; empty where it was drawn
     * @param uid the SOP Instance UID of its structure set; may be empty
     */
    record Organ(Solid solid, String frameOfReferenceUID, String name, String told, String uid) {}

    /** An ROI that a product drew, and its solid. */
    record Drawn(ROI roi, Solid solid) {}
}
