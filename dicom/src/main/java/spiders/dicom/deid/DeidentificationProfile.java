// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The basic profile with some of its options (PS3.15 sections E.2 and E.3).
 *
 * <p>An option overrides the profile. Of two options that say different things of one attribute,
 * the one that cleans is followed rather than the one that keeps: with the device's identity and
 * modified dates retained, the day of a calibration is moved like all others.
 */
public record DeidentificationProfile(Set<ConfidentialityOption> options) {

    static final String BASIC_CODE = "113100";
    static final String BASIC_MEANING = "Basic Application Confidentiality Profile";

    /**
     * A profile of these options.
     *
     * @throws IllegalArgumentException if dates are to be kept and moved at once
     */
    public DeidentificationProfile {
        options = Set.copyOf(options);
        if (options.contains(ConfidentialityOption.RETAIN_FULL_DATES)
                && options.contains(ConfidentialityOption.RETAIN_MODIFIED_DATES)) {
            throw new IllegalArgumentException(
                    "Dates are kept as they are or moved, not both (PS3.15 section E.3.6)");
        }
    }

    /** The basic profile alone. */
    public static DeidentificationProfile basic() {
        return new DeidentificationProfile(Set.of());
    }

    /** The basic profile with options. */
    public static DeidentificationProfile with(ConfidentialityOption... options) {
        return new DeidentificationProfile(Set.copyOf(List.of(options)));
    }

    public boolean has(ConfidentialityOption option) {
        return options.contains(option);
    }

    /** The options in the order of their declaration. */
    Set<ConfidentialityOption> ordered() {
        var ordered = EnumSet.noneOf(ConfidentialityOption.class);
        ordered.addAll(options);
        return ordered;
    }
}
