// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.iod;

import static spiders.dicom.iod.Condition.has;
import static spiders.dicom.iod.Condition.hasNone;
import static spiders.dicom.iod.Condition.is;
import static spiders.dicom.iod.Condition.isAbove;
import static spiders.dicom.iod.Condition.when;

import spiders.dicom.dictionary.Tags;

import java.util.List;

/** The conditions of plans, doses and their like (PS3.3 C.8.8). */
final class RadiotherapyConditions {

    private RadiotherapyConditions() {}

    static void add() {
        dose();
        plan();
        beams();
        for (var module : List.of("RTBeams", "RTIonBeams")) {
            firstControlPoint(module);
        }
        Conditions.put("RTIonBeams", when(is(Tags.ControlPointIndex, "0")), Tags.NominalBeamEnergy);
    }

    private static void dose() {
        Conditions.put(
                "RTDose",
                when(has(Tags.PixelData)),
                Tags.SamplesPerPixel,
                Tags.PhotometricInterpretation,
                Tags.BitsAllocated,
                Tags.BitsStored,
                Tags.HighBit,
                Tags.PixelRepresentation,
                Tags.DoseGridScaling);
        Conditions.put(
                "RTDose",
                when(has(Tags.PixelData).andAlso(isAbove(Tags.NumberOfFrames, 1))),
                Tags.GridFrameOffsetVector);
        Conditions.put(
                "RTDose",
                when(
                        is(
                                Tags.DoseSummationType,
                                "PLAN",
                                "MULTI_PLAN",
                                "FRACTION",
                                "BEAM",
                                "BRACHY",
                                "FRACTION_SESSION",
                                "BEAM_SESSION",
                                "BRACHY_SESSION",
                                "CONTROL_POINT")),
                Tags.ReferencedRTPlanSequence);
    }

    private static void plan() {
        Conditions.put(
                "RTGeneralPlan",
                when(is(Tags.RTPlanGeometry, "PATIENT")),
                Tags.ReferencedStructureSetSequence);
        Conditions.put(
                "RTFractionScheme",
                when(isAbove(Tags.NumberOfBeams, 0)),
                Tags.ReferencedBeamSequence);
        Conditions.put(
                "RTFractionScheme",
                when(isAbove(Tags.NumberOfBrachyApplicationSetups, 0)),
                Tags.ReferencedBrachyApplicationSetupSequence);
        Conditions.put(
                "RTPatientSetup",
                when(hasNone(Tags.PatientAdditionalPosition)),
                Tags.PatientPosition);
        Conditions.put(
                "RTPatientSetup",
                when(hasNone(Tags.PatientPosition)),
                Tags.PatientAdditionalPosition);
        Conditions.put(
                "RTPrescription",
                when(is(Tags.DoseReferenceStructureType, "COORDINATES")),
                Tags.DoseReferencePointCoordinates);
        Conditions.put(
                "RTPrescription",
                when(is(Tags.DoseReferenceStructureType, "POINT", "VOLUME")),
                Tags.ReferencedROINumber);
    }

    private static void beams() {
        Conditions.put(
                "Approval",
                when(is(Tags.ApprovalStatus, "APPROVED", "REJECTED")),
                Tags.ReviewDate,
                Tags.ReviewTime,
                Tags.ReviewerName);
        Conditions.put("RTBeams", when(isAbove(Tags.NumberOfWedges, 0)), Tags.WedgeSequence);
        Conditions.put(
                "RTBeams", when(isAbove(Tags.NumberOfCompensators, 0)), Tags.CompensatorSequence);
        Conditions.put(
                "RTBeams", when(isAbove(Tags.NumberOfBoli, 0)), Tags.ReferencedBolusSequence);
        Conditions.put("RTBeams", when(isAbove(Tags.NumberOfBlocks, 0)), Tags.BlockSequence);
        Conditions.put(
                "RTBeams",
                when(is(Tags.RTBeamLimitingDeviceType, "MLCX", "MLCY")),
                Tags.LeafPositionBoundaries);
        Conditions.put(
                "RTIonBeams",
                when(is(Tags.RTBeamLimitingDeviceType, "MLCX", "MLCY")),
                Tags.LeafPositionBoundaries);
    }

    /** What the first control point says, and later ones only if it changes. */
    private static void firstControlPoint(String module) {
        Conditions.put(
                module,
                when(is(Tags.ControlPointIndex, "0")),
                Tags.GantryAngle,
                Tags.GantryRotationDirection,
                Tags.BeamLimitingDeviceAngle,
                Tags.BeamLimitingDeviceRotationDirection,
                Tags.PatientSupportAngle,
                Tags.PatientSupportRotationDirection,
                Tags.IsocenterPosition,
                Tags.TableTopVerticalPosition,
                Tags.TableTopLongitudinalPosition,
                Tags.TableTopLateralPosition);
    }
}
