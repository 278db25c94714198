// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import spiders.archive.StoredInstance;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.Set;

/**
 * Which objects go to the eye in another syntax than they are stored in, where the viewer prefers
 * one that it can show step by step.
 *
 * <p>The kinds that are named here do, whatever they are stored in without loss, and are made ahead
 * of the first look. Anything else does if it is not compressed at all, when it is asked for: a
 * cine, an ultrasound, a tile of a slide that came compressed stays as it came.
 */
public record Streaming(Set<Kind> ahead) {

    /** Images of one frame that people page through, or that are large. */
    public enum Kind {
        CT(UIDs.CTImageStorage),
        MR(UIDs.MRImageStorage),
        PT(UIDs.PositronEmissionTomographyImageStorage),
        MG(UIDs.DigitalMammographyXRayImageStorageForPresentation);

        private final String sopClass;

        Kind(UID sopClass) {
            this.sopClass = sopClass.value();
        }
    }

    private static final Set<TransferSyntax> WITHOUT_LOSS =
            Set.of(
                    TransferSyntax.RLE_LOSSLESS,
                    TransferSyntax.JPEG_LOSSLESS,
                    TransferSyntax.JPEG_LOSSLESS_SV1,
                    TransferSyntax.JPEG_LS_LOSSLESS,
                    TransferSyntax.JPEG_2000_LOSSLESS);

    public Streaming {
        ahead = Set.copyOf(ahead);
    }

    /** Every kind is made ahead. */
    public static Streaming standard() {
        return new Streaming(Set.of(Kind.values()));
    }

    /**
     * Whether a viewer that prefers another syntax gets it, though it takes the stored one too; an
     * object of such a kind that has several frames stays as it is all the same.
     */
    public boolean isMadeWhereAsked(StoredInstance instance, int frames) {
        var syntax = instance.transferSyntax();
        return !syntax.isEncapsulated()
                || (frames == 1 && isNamed(instance) && WITHOUT_LOSS.contains(syntax));
    }

    /** Whether it is made before somebody looks, as far as that can be told without opening it. */
    public boolean isMadeAhead(StoredInstance instance) {
        return isNamed(instance) && isMadeWhereAsked(instance, 1);
    }

    private boolean isNamed(StoredInstance instance) {
        return ahead.stream()
                .anyMatch(kind -> kind.sopClass.equals(instance.sopClassUID().value()));
    }
}
