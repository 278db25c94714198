// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Lesion;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

/** A plan of external beams: one anterior field in thirty fractions. */
record Plan(Series series, Series structures, Lesion target, double prescribed) {

    private static final int FRACTIONS = 30;

    DataSet object() {
        var to = series.object(UIDs.RTPlanStorage, 1);
        to.set(Tags.RTPlanLabel, "DEMO 60GY");
        to.set(Tags.RTPlanName, "Synthetic plan");
        to.set(Tags.RTPlanDate, series.study().date());
        to.set(Tags.RTPlanTime, series.time());
        to.set(Tags.RTPlanGeometry, "PATIENT");
        to.set(Tags.PlanIntent, "CURATIVE");
        to.set(Tags.ApprovalStatus, "UNAPPROVED");
        to.set(Tags.FrameOfReferenceUID, series.study().uid("frame of reference"));
        to.empty(Tags.PositionReferenceIndicator);
        to.set(Tags.OperatorsName, "");
        to.sequence(
                Tags.ReferencedStructureSetSequence,
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, UIDs.RTStructureSetStorage)
                        .set(Tags.ReferencedSOPInstanceUID, structures.sopInstanceUID(1))
                        .build());
        to.sequence(
                Tags.PatientSetupSequence,
                DataSet.builder()
                        .set(Tags.PatientSetupNumber, 1)
                        .set(Tags.PatientPosition, "HFS")
                        .build());
        prescription(to);
        to.sequence(Tags.BeamSequence, beam());
        return to.build();
    }

    private void prescription(DataSetBuilder to) {
        to.sequence(
                Tags.DoseReferenceSequence,
                DataSet.builder()
                        .set(Tags.DoseReferenceNumber, 1)
                        .set(Tags.DoseReferenceStructureType, "SITE")
                        .set(Tags.DoseReferenceDescription, "PTV")
                        .set(Tags.DoseReferenceType, "TARGET")
                        .set(Tags.TargetPrescriptionDose, prescribed)
                        .build());
        to.sequence(
                Tags.FractionGroupSequence,
                DataSet.builder()
                        .set(Tags.FractionGroupNumber, 1)
                        .set(Tags.NumberOfFractionsPlanned, FRACTIONS)
                        .set(Tags.NumberOfBeams, 1)
                        .set(Tags.NumberOfBrachyApplicationSetups, 0)
                        .sequence(
                                Tags.ReferencedBeamSequence,
                                DataSet.builder()
                                        .set(Tags.ReferencedBeamNumber, 1)
                                        .set(Tags.BeamMeterset, 210.0)
                                        .build())
                        .build());
    }

    private DataSet beam() {
        var to = DataSet.builder();
        to.set(Tags.BeamNumber, 1);
        to.set(Tags.BeamName, "Anterior");
        to.set(Tags.BeamType, "STATIC");
        to.set(Tags.RadiationType, "PHOTON");
        to.set(Tags.TreatmentMachineName, "DEMO LINAC");
        to.set(Tags.PrimaryDosimeterUnit, "MU");
        to.set(Tags.SourceAxisDistance, 1000.0);
        to.set(Tags.TreatmentDeliveryType, "TREATMENT");
        to.set(Tags.ReferencedPatientSetupNumber, 1);
        to.set(Tags.NumberOfWedges, 0);
        to.set(Tags.NumberOfCompensators, 0);
        to.set(Tags.NumberOfBoli, 0);
        to.set(Tags.NumberOfBlocks, 0);
        to.set(Tags.FinalCumulativeMetersetWeight, 1.0);
        to.set(Tags.NumberOfControlPoints, 2);
        to.sequence(Tags.BeamLimitingDeviceSequence, jaw("ASYMX", false), jaw("ASYMY", false));
        to.sequence(Tags.ControlPointSequence, start(), end());
        return to.build();
    }

    private DataSet jaw(String type, boolean withPosition) {
        double half = Math.rint(target.diameter() / 2 + 14);
        var to = DataSet.builder().set(Tags.RTBeamLimitingDeviceType, type);
        if (withPosition) {
            to.set(Tags.LeafJawPositions, -half, half);
        } else {
            to.set(Tags.NumberOfLeafJawPairs, 1);
        }
        return to.build();
    }

    private DataSet start() {
        var centre = target.centre();
        return DataSet.builder()
                .set(Tags.ControlPointIndex, 0)
                .set(Tags.NominalBeamEnergy, 6.0)
                .set(Tags.DoseRateSet, 600.0)
                .sequence(
                        Tags.BeamLimitingDevicePositionSequence,
                        jaw("ASYMX", true),
                        jaw("ASYMY", true))
                .set(Tags.GantryAngle, 0.0)
                .set(Tags.GantryRotationDirection, "NONE")
                .set(Tags.BeamLimitingDeviceAngle, 0.0)
                .set(Tags.BeamLimitingDeviceRotationDirection, "NONE")
                .set(Tags.PatientSupportAngle, 0.0)
                .set(Tags.PatientSupportRotationDirection, "NONE")
                .set(Tags.TableTopEccentricAngle, 0.0)
                .set(Tags.TableTopEccentricRotationDirection, "NONE")
                .empty(Tags.TableTopVerticalPosition)
                .empty(Tags.TableTopLongitudinalPosition)
                .empty(Tags.TableTopLateralPosition)
                .set(Tags.IsocenterPosition, centre.x(), centre.y(), centre.z())
                .set(Tags.CumulativeMetersetWeight, 0.0)
                .build();
    }

    private static DataSet end() {
        return DataSet.builder()
                .set(Tags.ControlPointIndex, 1)
                .set(Tags.CumulativeMetersetWeight, 1.0)
                .build();
    }
}
