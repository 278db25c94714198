// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One kind of examination that a board wants to see of each patient.
 *
 * @param label what the clinician reads, such as "TDM thorax-abdomen-pelvis"
 * @param modalities modality codes (PS3.3 C.7.3.1.1.1), of which a study needs one
 * @param bodyParts words looked for in the body part examined and in the study's description,
 *     without regard to case and accents; empty when the region does not matter
 * @param maximumAgeMonths the most recent study counts as current up to this age on the day of the
 *     session
 * @param priors how many earlier studies of the same kind are wanted beside it
 */
public record ImagingWish(
        String label,
        Set<String> modalities,
        Set<String> bodyParts,
        int maximumAgeMonths,
        int priors) {

    private static final int AGE_LIMIT_MONTHS = 600;
    private static final int PRIORS_LIMIT = 20;

    public ImagingWish {
        if (label.isBlank() || label.length() > 120) {
            throw new IllegalArgumentException("a wish needs a label of 1 to 120 characters");
        }
        if (modalities.isEmpty()) {
            throw new IllegalArgumentException(
                    "the wish \"%s\" names no modality".formatted(label));
        }
        if (maximumAgeMonths < 1 || maximumAgeMonths > AGE_LIMIT_MONTHS) {
            throw new IllegalArgumentException("a maximum age is 1 to 600 months");
        }
        if (priors < 0 || priors > PRIORS_LIMIT) {
            throw new IllegalArgumentException("a wish is for 0 to 20 priors");
        }
        modalities = Set.copyOf(modalities);
        bodyParts = Set.copyOf(bodyParts);
    }

    boolean wantsModality(Collection<String> offered) {
        return offered.stream().anyMatch(modalities::contains);
    }

    /** Whether the region fits; a study that tells nothing of its region does not. */
    boolean wantsBodyPart(String offered) {
        if (bodyParts.isEmpty()) {
            return true;
        }
        String words = plain(offered);
        return bodyParts.stream().anyMatch(part -> words.contains(plain(part)));
    }

    boolean isCurrent(Optional<LocalDate> date, LocalDate session) {
        return date.filter(d -> !d.isBefore(session.minusMonths(maximumAgeMonths))).isPresent();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", " ")
                .strip();
    }
}
