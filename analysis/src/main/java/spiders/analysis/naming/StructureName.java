// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.naming;

import java.util.List;

/** What a raw structure name is found to mean; all but {@link Mapped} is for a person to see. */
public sealed interface StructureName {

    /** The name as it came. */
    String raw();

    /**
     * One TG-263 name, and no other reading.
     *
     * @param name of the list, or built by its rules for targets, margins and thickness
     * @param confidence 1 for the standard's own spelling, less the more was read into it; above 0
     */
    record Mapped(String raw, String name, double confidence) implements StructureName {

        public Mapped {
            if (!(confidence > 0 && confidence <= 1)) {
                throw new IllegalArgumentException("confidence outside 0 to 1");
            }
        }
    }

    /**
     * Readings that only a person can choose from.
     *
     * @param candidates TG-263 names, likeliest first; may be empty
     */
    record Doubtful(String raw, Doubt doubt, List<String> candidates) implements StructureName {

        public Doubtful {
            candidates = List.copyOf(candidates);
        }
    }

    /** Drawn for planning and not to be compared as an organ: a ring, a crop, an isodose. */
    record HelperStructure(String raw, Purpose purpose) implements StructureName {}

    /** Not of the patient: couch, immobilisation. */
    record NotAnOrgan(String raw) implements StructureName {}

    /** Nothing in the list resembles it. */
    record Unknown(String raw) implements StructureName {}

    /** Why a person must look. */
    enum Doubt {
        /** A paired organ without its side. */
        SIDE_MISSING,
        /** Both sides are named. */
        SIDES_CONFLICT,
        /** An organ that has no side in the list, or a side word that may mean something else. */
        SIDE_UNEXPECTED,
        /** A target with words that its name cannot hold, or a dose without unit. */
        TARGET_QUALIFIER,
        /** A margin that is not given, or that the list has no name for. */
        MARGIN,
        /** An abbreviation that another site reads differently. */
        SITE_MISSING,
        /** A word says that this is one of several versions. */
        VERSION,
        /** Only nearly the spelling of a known name. */
        SPELLING
    }

    /** What a helper structure is for. */
    enum Purpose {
        /** A region of dose or an aid of the optimiser. */
        OPTIMISATION,
        /** A sum, difference or crop of other structures. */
        DERIVED,
        /** What is outside of, or without, something else. */
        NEGATED
    }
}
