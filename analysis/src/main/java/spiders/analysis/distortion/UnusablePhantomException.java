// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.distortion;

/** An image shows no phantom that a distortion can be measured on. */
public final class UnusablePhantomException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** Voxels so large that a marker is in less than two of them along an axis. */
        TOO_COARSE("voxels are too large for the markers"),
        TOO_LARGE("more voxels than the limit"),
        FEW_MARKERS("too few markers found"),
        /** Markers do not continue the lattice: wrong pitch, or a phantom turned by far. */
        NO_LATTICE("the markers are on no such lattice"),
        /** The markers found fit the phantom in more than one way. */
        AMBIGUOUS("the markers found fit the phantom in several ways"),
        /** Fewer markers than the field has coefficients. */
        UNDETERMINED("too few markers for a field of this degree"),
        /** Two images of different phantoms, grids or frames of reference. */
        NOT_COMPARABLE("the two images cannot be compared"),
        /** Not said, of nobody who lies along the bore, or several in a series. */
        PLACEMENT("how phantom or patient lay in the scanner is not known"),
        /** The series to correct is of another scanner than the phantom's. */
        OTHER_SCANNER("the series are not of one scanner"),
        SOURCE("the source is no series of single slices");

        private final String words;

        Reason(String words) {
            this.words = words;
        }
    }

    private final Reason reason;

    UnusablePhantomException(Reason reason, String details) {
        super("Phantom refused: " + reason.words + (details.isEmpty() ? "" : ": " + details));
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
