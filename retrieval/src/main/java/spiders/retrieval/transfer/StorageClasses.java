// SPDX-License-Identifier: Apache-2.0
package spiders.retrieval.transfer;

import spiders.dicom.data.UID;
import spiders.dicom.dictionary.UIDs;

import java.util.Set;

/** What oncology imaging consists of, for sources that do not say what they are about to send. */
final class StorageClasses {

    static final Set<UID> USUAL =
            Set.of(
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
}
