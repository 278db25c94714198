// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import java.util.List;

/** What becomes of the pixels of an object. */
sealed interface PixelDecision {

    /** Nothing, be it that there are none. */
    record Untouched(List<ConfidentialityOption> applied) implements PixelDecision {

        public Untouched {
            applied = List.copyOf(applied);
        }
    }

    /** They are blanked in part while they are written. */
    record Blanked(PixelBlanking blanking, List<ConfidentialityOption> applied)
            implements PixelDecision {

        public Blanked {
            applied = List.copyOf(applied);
        }
    }

    /** They are decoded, blanked in part, and encoded anew while they are written. */
    record Rewritten(FrameRewriting rewriting, List<ConfidentialityOption> applied)
            implements PixelDecision {

        public Rewritten {
            applied = List.copyOf(applied);
        }
    }

    /** They cannot be left as they are, and not be cleaned. */
    record Refused(Refusal refusal) implements PixelDecision {}
}
