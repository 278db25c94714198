// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static spiders.dicom.iod.Condition.allowedWhen;
import static spiders.dicom.iod.Condition.has;
import static spiders.dicom.iod.Condition.hasNone;
import static spiders.dicom.iod.Condition.inObject;
import static spiders.dicom.iod.Condition.includes;
import static spiders.dicom.iod.Condition.is;
import static spiders.dicom.iod.Condition.isAbove;
import static spiders.dicom.iod.Condition.isOther;
import static spiders.dicom.iod.Condition.onlyWhen;
import static spiders.dicom.iod.Condition.when;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.Tag;
import spiders.dicom.data.UID;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The conditions of PS3.3 that the object itself can answer, by module and attribute.
 *
 * <p>Those that ask what is known of the patient or of the acquisition are not here: their
 * attributes may be absent.
 */
final class Conditions {

    /** Any module: the condition is the same wherever the attribute is conditional. */
    private static final String ANY = "";

    private static final Map<String, Map<Tag, Condition>> TABLE = new HashMap<>();

    private static final Condition.Fact IS_PALETTE =
            is(Tags.PhotometricInterpretation, "PALETTE COLOR");
    private static final Condition.Fact IS_COLOUR = isAbove(Tags.SamplesPerPixel, 1);
    private static final Condition.Fact IS_LOSSY = is(Tags.LossyImageCompression, "01");

    /** Images whose IOD asks for no position in the patient (PS3.3 C.7.6.1). */
    private static final Set<UID> PLANES_OF_THEIR_OWN =
            Set.of(
                    UIDs.ComputedRadiographyImageStorage,
                    UIDs.DigitalXRayImageStorageForPresentation,
                    UIDs.DigitalXRayImageStorageForProcessing,
                    UIDs.DigitalMammographyXRayImageStorageForPresentation,
                    UIDs.DigitalMammographyXRayImageStorageForProcessing,
                    UIDs.DigitalIntraOralXRayImageStorageForPresentation,
                    UIDs.DigitalIntraOralXRayImageStorageForProcessing,
                    UIDs.UltrasoundImageStorage,
                    UIDs.UltrasoundMultiFrameImageStorage,
                    UIDs.SecondaryCaptureImageStorage,
                    UIDs.MultiFrameSingleBitSecondaryCaptureImageStorage,
                    UIDs.MultiFrameGrayscaleByteSecondaryCaptureImageStorage,
                    UIDs.MultiFrameGrayscaleWordSecondaryCaptureImageStorage,
                    UIDs.MultiFrameTrueColorSecondaryCaptureImageStorage,
                    UIDs.XRayAngiographicImageStorage,
                    UIDs.XRayRadiofluoroscopicImageStorage,
                    UIDs.VLEndoscopicImageStorage,
                    UIDs.VLMicroscopicImageStorage,
                    UIDs.VLPhotographicImageStorage,
                    UIDs.VideoEndoscopicImageStorage,
                    UIDs.VideoMicroscopicImageStorage,
                    UIDs.VideoPhotographicImageStorage);

    static {
        codes();
        pixels();
        presentation();
        general();
        frames();
        functionalGroups();
        magneticResonance();
        softcopy();
        structuredReports();
        segmentations();
        positronEmission();
        RadiotherapyConditions.add();
    }

    private Conditions() {}

    static Demand demand(String module, Tag tag, DataSet item, DataSet root) {
        var condition = TABLE.getOrDefault(module, Map.of()).get(tag);
        if (condition == null) {
            condition = TABLE.getOrDefault(ANY, Map.of()).get(tag);
        }
        return condition == null ? Demand.UNDECIDED : condition.of(item, root);
    }

    /** The attributes with a condition, by module; the module without a name is any. */
    static Map<String, Set<Tag>> known() {
        var known = new HashMap<String, Set<Tag>>();
        TABLE.forEach((module, conditions) -> known.put(module, conditions.keySet()));
        return known;
    }

    static void put(String module, Condition condition, Tag... tags) {
        for (var tag : tags) {
            TABLE.computeIfAbsent(module, name -> new HashMap<>()).put(tag, condition);
        }
    }

    /** Codes (PS3.3 section 8) and identifiers of HL7 (section 10.14). */
    private static void codes() {
        for (var macro :
                List.of("BasicCodeSequenceMacro", "BasicCodeSequenceMeaningOptionalMacro")) {
            put(macro, when(hasNone(Tags.LongCodeValue, Tags.URNCodeValue)), Tags.CodeValue);
            put(macro, when(hasNone(Tags.CodeValue, Tags.URNCodeValue)), Tags.LongCodeValue);
            put(macro, when(hasNone(Tags.CodeValue, Tags.LongCodeValue)), Tags.URNCodeValue);
            put(
                    macro,
                    when(has(Tags.CodeValue).orElse(has(Tags.LongCodeValue))),
                    Tags.CodingSchemeDesignator);
        }
        var extended = is(Tags.ContextGroupExtensionFlag, "Y");
        put(
                "EnhancedCodeSequenceMacro",
                onlyWhen(has(Tags.ContextIdentifier)),
                Tags.MappingResource,
                Tags.ContextGroupVersion);
        put(
                "EnhancedCodeSequenceMacro",
                onlyWhen(extended),
                Tags.ContextGroupLocalVersion,
                Tags.ContextGroupExtensionCreatorUID);
        var hierarchic = "HL7v2HierarchicDesignatorMacro";
        put(hierarchic, when(hasNone(Tags.UniversalEntityID)), Tags.LocalNamespaceEntityID);
        put(hierarchic, when(hasNone(Tags.LocalNamespaceEntityID)), Tags.UniversalEntityID);
        put(hierarchic, onlyWhen(has(Tags.UniversalEntityID)), Tags.UniversalEntityIDType);
        var person = "PersonIdentificationMacro";
        put(person, when(hasNone(Tags.InstitutionCodeSequence)), Tags.InstitutionName);
        put(person, when(hasNone(Tags.InstitutionName)), Tags.InstitutionCodeSequence);
    }

    /** Image Pixel (PS3.3 C.7.6.3) and what compression adds (C.7.6.1.1.5). */
    private static void pixels() {
        for (var macro : List.of("ImagePixelDescriptionMacro", "IconImageSequenceMacro")) {
            put(macro, onlyWhen(IS_COLOUR), Tags.PlanarConfiguration);
            put(
                    macro,
                    when(IS_PALETTE),
                    Tags.RedPaletteColorLookupTableDescriptor,
                    Tags.GreenPaletteColorLookupTableDescriptor,
                    Tags.BluePaletteColorLookupTableDescriptor,
                    Tags.RedPaletteColorLookupTableData,
                    Tags.GreenPaletteColorLookupTableData,
                    Tags.BluePaletteColorLookupTableData);
        }
        put(
                "ImagePixel",
                when(
                        hasNone(
                                Tags.PixelDataProviderURL,
                                Tags.FloatPixelData,
                                Tags.DoubleFloatPixelData)),
                Tags.PixelData);
        put("ImagePixel", allowedWhen(has(Tags.PixelPaddingValue)), Tags.PixelPaddingRangeLimit);
        put(
                "GeneralEquipment",
                when(
                        has(Tags.PixelPaddingRangeLimit)
                                .andAlso(
                                        has(Tags.PixelData)
                                                .orElse(has(Tags.PixelDataProviderURL)))),
                Tags.PixelPaddingValue);
        put(ANY, when(IS_LOSSY), Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod);
    }

    /** Lookup tables (PS3.3 C.11). */
    private static void presentation() {
        put("VOILUTMacro", onlyWhen(has(Tags.WindowCenter)), Tags.WindowWidth);
        put("VOILUTMacro", when(hasNone(Tags.WindowCenter)), Tags.VOILUTSequence);
        put("VOILUTMacro", when(hasNone(Tags.VOILUTSequence)), Tags.WindowCenter);
        put("ModalityLUTMacro", when(hasNone(Tags.ModalityLUTSequence)), Tags.RescaleIntercept);
        put("ModalityLUTMacro", when(hasNone(Tags.RescaleIntercept)), Tags.ModalityLUTSequence);
        put(
                "ModalityLUTMacro",
                onlyWhen(has(Tags.RescaleIntercept)),
                Tags.RescaleSlope,
                Tags.RescaleType);
        put(
                "SoftcopyPresentationLUT",
                when(hasNone(Tags.PresentationLUTShape)),
                Tags.PresentationLUTSequence);
        put(
                "SoftcopyPresentationLUT",
                when(hasNone(Tags.PresentationLUTSequence)),
                Tags.PresentationLUTShape);
        put(
                "DisplayShutterMacro",
                onlyWhen(includes(Tags.ShutterShape, "RECTANGULAR")),
                Tags.ShutterLeftVerticalEdge,
                Tags.ShutterRightVerticalEdge,
                Tags.ShutterUpperHorizontalEdge,
                Tags.ShutterLowerHorizontalEdge);
        put(
                "DisplayShutterMacro",
                onlyWhen(includes(Tags.ShutterShape, "CIRCULAR")),
                Tags.CenterOfCircularShutter,
                Tags.RadiusOfCircularShutter);
        put(
                "DisplayShutterMacro",
                onlyWhen(includes(Tags.ShutterShape, "POLYGONAL")),
                Tags.VerticesOfThePolygonalShutter);
    }

    /** Patient, study, series and SOP Common (PS3.3 C.7, C.12). */
    private static void general() {
        put(
                "Patient",
                onlyWhen(
                        has(Tags.PatientBirthDateInAlternativeCalendar)
                                .orElse(has(Tags.PatientDeathDateInAlternativeCalendar))),
                Tags.PatientAlternativeCalendar);
        put(
                "Patient",
                when(
                        is(Tags.PatientIdentityRemoved, "YES")
                                .andAlso(hasNone(Tags.DeidentificationMethodCodeSequence))),
                Tags.DeidentificationMethod);
        put(
                "Patient",
                when(
                        is(Tags.PatientIdentityRemoved, "YES")
                                .andAlso(hasNone(Tags.DeidentificationMethod))),
                Tags.DeidentificationMethodCodeSequence);
        put(
                "Patient",
                when(has(Tags.ResponsiblePerson).andAlso(isOther(Tags.ResponsiblePerson))),
                Tags.ResponsiblePersonRole);
        put(
                "GeneralSeries",
                when(
                        is(
                                        Tags.SOPClassUID,
                                        "1.2.840.10008.5.1.4.1.1.2",
                                        "1.2.840.10008.5.1.4.1.1.4",
                                        "1.2.840.10008.5.1.4.1.1.2.1",
                                        "1.2.840.10008.5.1.4.1.1.4.1",
                                        "1.2.840.10008.5.1.4.1.1.4.3")
                                .andAlso(hasNone(Tags.PatientOrientationCodeSequence))),
                Tags.PatientPosition);
        put(
                "GeneralImage",
                when((item, root) ->
                        root.uid(Tags.SOPClassUID)
                                .filter(PLANES_OF_THEIR_OWN::contains)
                                .isPresent()),
                Tags.PatientOrientation);
        put("SOPCommon", when(Conditions::hasForeignText), Tags.SpecificCharacterSet);
    }

    private static boolean hasForeignText(DataSet item, DataSet root) {
        for (var element : item) {
            if (element instanceof ValueElement value
                    && value.vr().usesCharacterSet()
                    && TextForm.hasForeignBytes(value)) {
                return true;
            }
        }
        return false;
    }

    /** Frames and their order (PS3.3 C.7.6.5, C.7.6.6, C.7.6.16). */
    private static void frames() {
        put("Cine", when(Conditions::pointsToFrameTime), Tags.FrameTime);
        put("Cine", when(Conditions::pointsToFrameTimeVector), Tags.FrameTimeVector);
        put("MultiFrame", when(isAbove(Tags.NumberOfFrames, 1)), Tags.FrameIncrementPointer);
        put(
                "MultiFrameDimension",
                when(is(Tags.DimensionOrganizationType, "TILED_FULL").not()),
                Tags.DimensionIndexSequence);
        put(
                "FrameContentMacro",
                when(inObject(has(Tags.DimensionIndexSequence))),
                Tags.DimensionIndexValues);
        var concatenation = "MultiFrameFunctionalGroupsCommon";
        put(
                concatenation,
                when(has(Tags.ConcatenationUID)),
                Tags.InConcatenationNumber,
                Tags.ConcatenationFrameOffsetNumber);
    }

    private static boolean pointsToFrameTime(DataSet item, DataSet root) {
        return item.strings(Tags.FrameIncrementPointer).contains(Tags.FrameTime.hex());
    }

    private static boolean pointsToFrameTimeVector(DataSet item, DataSet root) {
        return item.strings(Tags.FrameIncrementPointer).contains(Tags.FrameTimeVector.hex());
    }

    /** What an original frame of enhanced CT and MR tells (PS3.3 C.8.13.5, C.8.15.3). */
    private static void functionalGroups() {
        var original = when(inObject(is(Tags.ImageType, "ORIGINAL")));
        put(
                "FrameContentMacro",
                original,
                Tags.FrameReferenceDateTime,
                Tags.FrameAcquisitionDateTime,
                Tags.FrameAcquisitionDuration);
        put(
                "CTAcquisitionTypeMacro",
                original,
                Tags.AcquisitionType,
                Tags.ConstantVolumeFlag,
                Tags.FluoroscopyFlag);
        put(
                "CTAcquisitionDetailsMacro",
                original,
                Tags.SingleCollimationWidth,
                Tags.TotalCollimationWidth,
                Tags.TableHeight,
                Tags.GantryDetectorTilt);
        put(
                "MRModifierMacro",
                original,
                Tags.InversionRecovery,
                Tags.FlowCompensation,
                Tags.T2Preparation,
                Tags.SpectrallySelectedExcitation,
                Tags.SpatialPresaturation,
                Tags.PartialFourier,
                Tags.ParallelAcquisition);
        put("MRTimingAndRelatedParametersMacro", original, Tags.RepetitionTime, Tags.FlipAngle);
        put(
                "MRImagingModifierMacro",
                original,
                Tags.MagnetizationTransfer,
                Tags.Tagging,
                Tags.TransmitterFrequency,
                Tags.PixelBandwidth);
    }

    /** MR Image (PS3.3 C.8.3.1). */
    private static void magneticResonance() {
        put(
                "MRImage",
                when(
                        isOther(Tags.ScanningSequence, "EP")
                                .orElse(
                                        includes(Tags.ScanningSequence, "EP")
                                                .andAlso(includes(Tags.SequenceVariant, "SK")))),
                Tags.RepetitionTime);
        put("MRImage", when(includes(Tags.ScanningSequence, "IR")), Tags.InversionTime);
    }

    /** Content items (PS3.3 C.17.3 and section 10.2). */
    private static void structuredReports() {
        var items =
                Map.of(
                        "TEXT", Tags.TextValue,
                        "DATETIME", Tags.DateTime,
                        "DATE", Tags.Date,
                        "TIME", Tags.Time,
                        "PNAME", Tags.PersonName,
                        "UIDREF", Tags.UID,
                        "CODE", Tags.ConceptCodeSequence);
        for (var macro : List.of("DocumentContentMacro", "ContentItemMacro")) {
            items.forEach((type, tag) -> put(macro, onlyWhen(is(Tags.ValueType, type)), tag));
        }
        for (var macro : List.of("DocumentContentMacro", "ContentItemMacro")) {
            put(
                    macro,
                    onlyWhen(is(Tags.ValueType, "COMPOSITE", "IMAGE", "WAVEFORM")),
                    Tags.ReferencedSOPSequence);
        }
        var document = "DocumentContentMacro";
        put(document, onlyWhen(is(Tags.ValueType, "NUM")), Tags.MeasuredValueSequence);
        put(document, onlyWhen(is(Tags.ValueType, "CONTAINER")), Tags.ContinuityOfContent);
        put(document, onlyWhen(is(Tags.ValueType, "TCOORD")), Tags.TemporalRangeType);
        put(
                document,
                onlyWhen(is(Tags.ValueType, "SCOORD", "SCOORD3D")),
                Tags.GraphicData,
                Tags.GraphicType);
        put(
                "ContentItemMacro",
                onlyWhen(is(Tags.ValueType, "NUMERIC")),
                Tags.NumericValue,
                Tags.MeasurementUnitsCodeSequence);
        put(
                "SRDocumentGeneral",
                onlyWhen(is(Tags.VerificationFlag, "VERIFIED")),
                Tags.VerifyingObserverSequence);
    }

    /** Displayed area and real world values (PS3.3 C.10.4, C.7.6.16.2.11). */
    private static void softcopy() {
        var trueSize = is(Tags.PresentationSizeMode, "TRUE SIZE");
        put("DisplayedArea", when(trueSize), Tags.PresentationPixelSpacing);
        put(
                "DisplayedArea",
                when(hasNone(Tags.PresentationPixelSpacing)),
                Tags.PresentationPixelAspectRatio);
        put(
                "DisplayedArea",
                onlyWhen(is(Tags.PresentationSizeMode, "MAGNIFY")),
                Tags.PresentationPixelMagnificationRatio);
        var mapping = "RealWorldValueMappingItemMacro";
        put(mapping, when(hasNone(Tags.RealWorldValueSlope)), Tags.RealWorldValueLUTData);
        put(
                mapping,
                when(hasNone(Tags.RealWorldValueLUTData)),
                Tags.RealWorldValueSlope,
                Tags.RealWorldValueIntercept);
        put(
                mapping,
                when(hasNone(Tags.DoubleFloatRealWorldValueFirstValueMapped)),
                Tags.RealWorldValueFirstValueMapped);
        put(
                mapping,
                when(hasNone(Tags.DoubleFloatRealWorldValueLastValueMapped)),
                Tags.RealWorldValueLastValueMapped);
    }

    /** Segmentation (PS3.3 C.8.20). */
    private static void segmentations() {
        put(
                "SegmentationImage",
                onlyWhen(is(Tags.SegmentationType, "FRACTIONAL")),
                Tags.SegmentationFractionalType,
                Tags.MaximumFractionalValue);
    }

    /** PET Series and PET Image (PS3.3 C.8.9.1, C.8.9.4). */
    private static void positronEmission() {
        put("PETSeries", when(is(Tags.SeriesType, "DYNAMIC")), Tags.NumberOfTimeSlices);
        put(
                "PETSeries",
                when(is(Tags.SeriesType, "GATED")),
                Tags.NumberOfRRIntervals,
                Tags.NumberOfTimeSlots);
        put("PETImage", when(isOther(Tags.DecayCorrection, "NONE")), Tags.DecayFactor);
    }
}
