// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.image;

/** Images are no volume that can be computed on. */
public final class InvalidImageSeriesException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        NO_IMAGES("no images"),
        /** Objects of more than one series. */
        SEVERAL_SERIES("images of several series"),
        /** Objects of more than one frame of reference. */
        SEVERAL_FRAMES_OF_REFERENCE("images of several frames of reference"),
        /** Position, orientation or spacing are missing or no such things. */
        GEOMETRY("position, orientation or pixel spacing missing or invalid"),
        /** A localizer among the slices, for instance. */
        SEVERAL_ORIENTATIONS("images of several orientations"),
        /** Planes of other rows, columns or pixel spacing. */
        SEVERAL_MATRICES("images of several matrices or pixel spacings"),
        /** Two planes at one place: phases, echoes, or an image sent twice. */
        DUPLICATE_PLANES("two planes at one place"),
        MISSING_PLANES("planes are missing"),
        UNEVEN_SPACING("planes at uneven distances"),
        /** Planes that do not stand straight above each other: a tilted gantry. */
        SHEARED_PLANES("planes that are shifted against each other (gantry tilt)"),
        /** One plane that does not say how thick it is. */
        NO_THICKNESS("one plane without a thickness"),
        /** Samples to be changed by a table, not by slope and intercept. */
        LOOKUP_TABLE("samples that need a lookup table"),
        /** Samples of several units. */
        SEVERAL_UNITS("samples of several units"),
        /** Slope or intercept that are no numbers, or a slope of 0. */
        RESCALE("rescale slope or intercept invalid"),
        COLOUR("colour images"),
        /** Pixels that are not there or cannot be decoded. */
        PIXELS("pixels that cannot be decoded"),
        TOO_LARGE("more voxels than the limit");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;

    InvalidImageSeriesException(Reason reason, String details) {
        super("Images refused: %s%s".formatted(reason.words, suffix(details)));
        this.reason = reason;
    }

    InvalidImageSeriesException(Reason reason, Throwable cause) {
        super("Images refused: %s: %s".formatted(reason.words, cause.getMessage()), cause);
        this.reason = reason;
    }

    private static String suffix(String details) {
        return details.isEmpty() ? "" : ": " + details;
    }

    public Reason reason() {
        return reason;
    }
}
