// SPDX-License-Identifier: Apache-2.0
package spiders.archive;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name without what carries no identity: accents, case, ligatures, hyphens and apostrophes, runs
 * of spaces.
 */
public final class FoldedName {

    private FoldedName() {}

    /** The first of given names, folded; one with a hyphen is one name. */
    public static String firstGiven(String givenNames) {
        return of(givenNames.strip().split("[\\s^]", 2)[0]);
    }

    /** Component separators {@code ^} become spaces too. */
    public static String of(String name) {
        var ligatures =
                name.replace("\u0153", "oe")
                        .replace("\u0152", "OE")
                        .replace("\u00e6", "ae")
                        .replace("\u00c6", "AE")
                        .replace("\u00df", "ss");
        return Normalizer.normalize(ligatures, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[\\p{Punct}\\s\u2018\u2019]+", " ")
                .strip()
                .toUpperCase(Locale.ROOT);
    }
}
