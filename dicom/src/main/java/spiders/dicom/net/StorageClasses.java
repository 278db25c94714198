// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.net;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Dictionary;
import spiders.dicom.dictionary.UIDs;

import java.util.List;
import java.util.Set;

/** Tells SOP classes of stored objects from those of services. */
public final class StorageClasses {

    private static final String STANDARD_ROOT = "1.2.840.10008.";

    /** The standard's SOP classes named storage that store no object by C-STORE. */
    private static final Set<String> OTHERS =
            Set.of("1.2.840.10008.1.3.10", "1.2.840.10008.1.20.1", "1.2.840.10008.1.20.2");

    private static final List<UID> USUAL =
            List.of(
                    UIDs.CTImageStorage,
                    UIDs.EnhancedCTImageStorage,
                    UIDs.MRImageStorage,
                    UIDs.EnhancedMRImageStorage,
                    UIDs.PositronEmissionTomographyImageStorage,
                    UIDs.NuclearMedicineImageStorage,
                    UIDs.UltrasoundImageStorage,
                    UIDs.UltrasoundMultiFrameImageStorage,
                    UIDs.SecondaryCaptureImageStorage,
                    UIDs.ComputedRadiographyImageStorage,
                    UIDs.DigitalXRayImageStorageForPresentation,
                    UIDs.DigitalMammographyXRayImageStorageForPresentation,
                    UIDs.BreastTomosynthesisImageStorage,
                    UIDs.XRayAngiographicImageStorage,
                    UIDs.XRayRadiofluoroscopicImageStorage,
                    UIDs.RTImageStorage,
                    UIDs.RTDoseStorage,
                    UIDs.RTStructureSetStorage,
                    UIDs.RTPlanStorage,
                    UIDs.SegmentationStorage,
                    UIDs.EnhancedSRStorage,
                    UIDs.ComprehensiveSRStorage,
                    UIDs.KeyObjectSelectionDocumentStorage,
                    UIDs.GrayscaleSoftcopyPresentationStateStorage,
                    UIDs.EncapsulatedPDFStorage,
                    UIDs.SpatialRegistrationStorage,
                    UIDs.VLWholeSlideMicroscopyImageStorage);

    private StorageClasses() {}

    /** What oncology imaging consists of, to ask of nodes that do not say what they will send. */
    public static List<UID> usual() {
        return USUAL;
    }

    /** Every one of the standard, in the order of the identifiers as text. */
    public static List<UID> standard() {
        return Dictionary.sopClasses().stream().filter(StorageClasses::isStandard).toList();
    }

    /** Whether the standard's dictionary has it as a storage SOP class. */
    public static boolean isStandard(UID sopClassUID) {
        return Dictionary.isSOPClass(sopClassUID)
                && !OTHERS.contains(sopClassUID.value())
                && Dictionary.name(sopClassUID).orElse("").contains("Storage");
    }

    /** The same, and every class that is not of the standard: those of manufacturers. */
    public static boolean isStandardOrPrivate(UID sopClassUID) {
        return isStandard(sopClassUID) || !sopClassUID.value().startsWith(STANDARD_ROOT);
    }
}
