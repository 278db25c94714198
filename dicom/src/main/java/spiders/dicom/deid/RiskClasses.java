// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.UID;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which objects often have text in their pixels, hold documents, or may show a face. */
final class RiskClasses {

    private static final Set<UID> DOCUMENTS =
            Set.of(
                    UIDs.EncapsulatedPDFStorage,
                    UIDs.EncapsulatedCDAStorage,
                    UIDs.EncapsulatedSTLStorage,
                    UIDs.EncapsulatedOBJStorage,
                    UIDs.EncapsulatedMTLStorage);
    private static final Set<UID> SOUND =
            Set.of(UIDs.BasicVoiceAudioWaveformStorage, UIDs.GeneralAudioWaveformStorage);
    private static final Set<UID> PIXELS =
            Set.of(
                    UIDs.SecondaryCaptureImageStorage,
                    UIDs.MultiFrameSingleBitSecondaryCaptureImageStorage,
                    UIDs.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
                    UIDs.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
                    UIDs.MultiFrameTrueColorSecondaryCaptureImageStorage,
                    UIDs.UltrasoundImageStorage,
                    UIDs.UltrasoundMultiFrameImageStorage,
                    UIDs.VideoEndoscopicImageStorage,
                    UIDs.VideoMicroscopicImageStorage,
                    UIDs.VideoPhotographicImageStorage,
                    UIDs.VLPhotographicImageStorage,
                    UIDs.VLEndoscopicImageStorage);

    /** Values of Image Type that consoles give to pictures of their screen. */
    private static final List<String> SCREENS =
            List.of("SCREEN SAVE", "SCREENSAVE", "SCREENSHOT", "SCREEN", "CAPTURE", "REPORT");

    private static final Set<String> BODY =
            Set.of(
                    "ABDOMEN",
                    "ABDOMENPELVIS",
                    "ANKLE",
                    "ANUS",
                    "ARM",
                    "BACK",
                    "BLADDER",
                    "BREAST",
                    "BRONCHUS",
                    "CALF",
                    "CHEST",
                    "CHESTABDOMEN",
                    "CHESTABDPELVIS",
                    "COLON",
                    "COCCYX",
                    "DUODENUM",
                    "ELBOW",
                    "EXTREMITY",
                    "FEMUR",
                    "FINGER",
                    "FOOT",
                    "FOREARM",
                    "HAND",
                    "HEART",
                    "HIP",
                    "HUMERUS",
                    "KIDNEY",
                    "KNEE",
                    "LEG",
                    "LIVER",
                    "LSPINE",
                    "LUNG",
                    "OVARY",
                    "PANCREAS",
                    "PELVIS",
                    "PROSTATE",
                    "RECTUM",
                    "RIB",
                    "SCAPULA",
                    "SHOULDER",
                    "SPLEEN",
                    "SSPINE",
                    "STERNUM",
                    "STOMACH",
                    "THIGH",
                    "THORAX",
                    "TIBIA",
                    "TOE",
                    "TSPINE",
                    "UTERUS",
                    "WRIST");

    /** Pixels that are no picture of a body, or of a breast alone. */
    private static final Set<UID> FACELESS =
            Set.of(
                    UIDs.RTDoseStorage,
                    UIDs.DigitalMammographyXRayImageStorageForPresentation,
                    UIDs.DigitalMammographyXRayImageStorageForProcessing,
                    UIDs.BreastTomosynthesisImageStorage,
                    UIDs.VLWholeSlideMicroscopyImageStorage,
                    UIDs.VLMicroscopicImageStorage);

    private static final String MPEG = "1.2.840.10008.1.2.4.10";

    private RiskClasses() {}

    static boolean isDocument(UID sopClass) {
        return DOCUMENTS.contains(sopClass);
    }

    static boolean isSound(UID sopClass) {
        return SOUND.contains(sopClass);
    }

    /** Whether pixels of this kind often have text in them. */
    static boolean mayBeAnnotated(DataSet dataSet, UID sopClass, TransferSyntax syntax) {
        return PIXELS.contains(sopClass)
                || isVideo(syntax)
                || dataSet.strings(Tags.ImageType).stream().anyMatch(SCREENS::contains);
    }

    /** MPEG-2, MPEG-4, HEVC: 1.2.840.10008.1.2.4.100 to .108. */
    static boolean isVideo(TransferSyntax syntax) {
        var uid = syntax.uid().value();
        return uid.startsWith(MPEG) && uid.length() == MPEG.length() + 1;
    }

    /** Whether a face may be seen, or computed from a series. */
    static boolean mayShowFace(DataSet dataSet, UID sopClass) {
        var part = dataSet.string(Tags.BodyPartExamined).orElse("").toUpperCase(Locale.ROOT);
        return !FACELESS.contains(sopClass) && !BODY.contains(part);
    }
}
