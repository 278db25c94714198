// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** A PET series does not say enough for standardised uptake values. */
public final class UndefinedUptakeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is missing or odd. */
    public enum Reason {
        NOT_PET("not a PET series"),
        /** Counts that only a private factor of the maker (7053,1000) turns into uptake. */
        PRIVATE_FACTOR("counts with a private factor of the maker"),
        /** Units that are neither activity nor the uptake asked for. */
        UNITS("units are neither BQML nor the uptake asked for"),
        /** Corrected Image names no attenuation correction. */
        NO_ATTENUATION_CORRECTION("not corrected for attenuation"),
        NO_DECAY_CORRECTION("not corrected for decay"),
        /** Decay Correction is neither START nor ADMIN, or is not the same for all images. */
        DECAY_REFERENCE("decay is corrected to no known time"),
        WEIGHT("no patient's weight, or none of a person"),
        HEIGHT("no patient's height, or none of a person"),
        SEX("no patient's sex that the formula is of"),
        DOSE("no injected dose, or none in becquerels"),
        HALF_LIFE("no half life of the radionuclide"),
        /** Times of injection or scan are missing, or the scan is before or long after it. */
        TIMES("times of injection and scan missing or impossible"),
        /** The images contradict each other. */
        INCONSISTENT("images say several things of patient or injection");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;

    UndefinedUptakeException(Reason reason) {
        super("Uptake is undefined: " + reason.words);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
