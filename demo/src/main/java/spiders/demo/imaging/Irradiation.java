// SPDX-License-Identifier: Apache-2.0
package spiders.demo.imaging;

import spiders.demo.phantom.Lesion;
import spiders.demo.phantom.Outline;
import spiders.demo.phantom.Plane;
import spiders.demo.phantom.Point;
import spiders.demo.phantom.Tissue;
import spiders.demo.phantom.TissueMap;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.dictionary.UIDs;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The structure set, the plan and the dose of a treatment planned on a CT.
 *
 * @param structures the series of the structure set; dose and plan have their own
 */
record Irradiation(CTSeries ct, Lesion target, Series structures, Series dose, Series plan) {

    private static final double MARGIN = 9;
    private static final double PRESCRIBED = 60;
    private static final double DOSE_SPACING = 4;
    private static final int DOSE_SIZE = 96;
    private static final double DOSE_SCALING = 1e-4;
    private static final int CIRCLE = 48;

    /** A region of interest: what it is made of, how it is drawn. */
    private record Organ(String name, String type, Set<Tissue> tissues, Colour colour) {}

    private record Colour(int red, int green, int blue) {}

    private static final List<Organ> ORGANS =
            List.of(
                    new Organ("External", "EXTERNAL", Set.of(), new Colour(0, 160, 0)),
                    new Organ("Lungs", "ORGAN", lungs(), new Colour(70, 130, 255)),
                    new Organ(
                            "Heart", "ORGAN", Set.of(Tissue.MYOCARDIUM), new Colour(255, 120, 60)),
                    new Organ(
                            "SpinalCanal",
                            "ORGAN",
                            Set.of(Tissue.SPINAL_CANAL),
                            new Colour(255, 255, 0)),
                    new Organ("Liver", "ORGAN", liver(), new Colour(150, 90, 40)),
                    new Organ("GTV", "GTV", gross(), new Colour(255, 0, 0)));

    private static Set<Tissue> lungs() {
        return EnumSet.of(Tissue.LUNG);
    }

    private static Set<Tissue> liver() {
        return EnumSet.of(Tissue.LIVER, Tissue.LIVER_VESSEL);
    }

    private static Set<Tissue> gross() {
        return EnumSet.of(Tissue.TUMOUR, Tissue.NECROSIS);
    }

    /** The structure set, with the outlines of organs and target on every image. */
    DataSet structureSet() {
        var to = structures.object(UIDs.RTStructureSetStorage, 1);
        to.set(Tags.StructureSetLabel, "PLANNING");
        to.set(Tags.StructureSetName, "Synthetic structures");
        to.set(Tags.StructureSetDate, ct.series().study().date());
        to.set(Tags.StructureSetTime, structures.time());
        to.set(Tags.FrameOfReferenceUID, ct.frameOfReference());
        to.empty(Tags.PositionReferenceIndicator);
        approved(to);
        var regions = new ArrayList<DataSet>();
        var contours = new ArrayList<DataSet>();
        var observations = new ArrayList<DataSet>();
        var byOrgan = contoursByOrgan();
        for (int number = 1; number <= ORGANS.size() + 1; number++) {
            boolean isTarget = number > ORGANS.size();
            var organ = isTarget ? planningTarget() : ORGANS.get(number - 1);
            regions.add(region(number, organ));
            contours.add(
                    DataSet.builder()
                            .set(Tags.ReferencedROINumber, number)
                            .set(
                                    Tags.ROIDisplayColor,
                                    organ.colour().red(),
                                    organ.colour().green(),
                                    organ.colour().blue())
                            .sequence(
                                    Tags.ContourSequence,
                                    isTarget ? targetContours() : byOrgan.get(number - 1))
                            .build());
            observations.add(
                    DataSet.builder()
                            .set(Tags.ObservationNumber, number)
                            .set(Tags.ReferencedROINumber, number)
                            .set(Tags.RTROIInterpretedType, organ.type())
                            .set(Tags.ROIInterpreter, "")
                            .build());
        }
        to.sequence(Tags.ReferencedFrameOfReferenceSequence, referencedFrame());
        to.sequence(Tags.StructureSetROISequence, regions);
        to.sequence(Tags.ROIContourSequence, contours);
        to.sequence(Tags.RTROIObservationsSequence, observations);
        return to.build();
    }

    private static Organ planningTarget() {
        return new Organ("PTV", "PTV", Set.of(), new Colour(255, 0, 255));
    }

    private static void approved(DataSetBuilder to) {
        to.set(Tags.ApprovalStatus, "UNAPPROVED");
        to.set(Tags.OperatorsName, "");
    }

    private DataSet region(int number, Organ organ) {
        return DataSet.builder()
                .set(Tags.ROINumber, number)
                .set(Tags.ReferencedFrameOfReferenceUID, ct.frameOfReference())
                .set(Tags.ROIName, organ.name())
                .set(Tags.ROIGenerationAlgorithm, "AUTOMATIC")
                .build();
    }

    private List<List<DataSet>> contoursByOrgan() {
        var byOrgan = new ArrayList<List<DataSet>>();
        ORGANS.forEach(organ -> byOrgan.add(new ArrayList<>()));
        for (int instance = 1; instance <= ct.count(); instance++) {
            var plane = ct.plane(instance);
            var tissues = TissueMap.of(ct.body(), plane);
            for (int i = 0; i < ORGANS.size(); i++) {
                var wanted = ORGANS.get(i).tissues();
                var mask = wanted.isEmpty() ? tissues.bodyMask() : tissues.mask(wanted);
                for (var outline : Outline.of(mask, plane)) {
                    byOrgan.get(i).add(contour(outline, instance));
                }
            }
        }
        return byOrgan;
    }

    private List<DataSet> targetContours() {
        var contours = new ArrayList<DataSet>();
        double radius = target.diameter() / 2 + MARGIN;
        for (int instance = 1; instance <= ct.count(); instance++) {
            double z = ct.plane(instance).origin().z();
            double rest = radius * radius - Math.pow(z - target.centre().z(), 2);
            if (rest > 1) {
                contours.add(contour(circle(Math.sqrt(rest), z), instance));
            }
        }
        return contours;
    }

    private List<Point> circle(double radius, double z) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < CIRCLE; i++) {
            double angle = 2 * Math.PI * i / CIRCLE;
            points.add(
                    new Point(
                            target.centre().x() + radius * Math.cos(angle),
                            target.centre().y() + radius * Math.sin(angle),
                            z));
        }
        return points;
    }

    private DataSet contour(List<Point> outline, int instance) {
        var data = new double[outline.size() * 3];
        for (int i = 0; i < outline.size(); i++) {
            data[3 * i] = outline.get(i).x();
            data[3 * i + 1] = outline.get(i).y();
            data[3 * i + 2] = outline.get(i).z();
        }
        for (int i = 0; i < data.length; i++) {
            data[i] = Math.rint(data[i] * 100) / 100 + 0.0;
        }
        return DataSet.builder()
                .sequence(
                        Tags.ContourImageSequence,
                        reference(UIDs.CTImageStorage, ct.series().sopInstanceUID(instance)))
                .set(Tags.ContourGeometricType, "CLOSED_PLANAR")
                .set(Tags.NumberOfContourPoints, outline.size())
                .set(Tags.ContourData, data)
                .build();
    }

    private static DataSet reference(UID sopClassUID, UID sopInstanceUID) {
        return DataSet.builder()
                .set(Tags.ReferencedSOPClassUID, sopClassUID)
                .set(Tags.ReferencedSOPInstanceUID, sopInstanceUID)
                .build();
    }

    private DataSet referencedFrame() {
        var images = new ArrayList<DataSet>();
        for (int instance = 1; instance <= ct.count(); instance++) {
            images.add(reference(UIDs.CTImageStorage, ct.series().sopInstanceUID(instance)));
        }
        var series =
                DataSet.builder()
                        .set(Tags.SeriesInstanceUID, ct.series().seriesInstanceUID())
                        .sequence(Tags.ContourImageSequence, images)
                        .build();
        var study =
                DataSet.builder()
                        .set(Tags.ReferencedSOPClassUID, "1.2.840.10008.3.1.2.3.1")
                        .set(Tags.ReferencedSOPInstanceUID, ct.series().study().studyInstanceUID())
                        .sequence(Tags.RTReferencedSeriesSequence, series)
                        .build();
        return DataSet.builder()
                .set(Tags.FrameOfReferenceUID, ct.frameOfReference())
                .sequence(Tags.RTReferencedStudySequence, study)
                .build();
    }

    /** The dose, in Gy: the prescription in the target, falling off, and the way of the beams. */
    DataSet doseGrid() {
        var to = dose.object(UIDs.RTDoseStorage, 1);
        var first = ct.plane(ct.count()).origin();
        int frames = (int) Math.floor((ct.count() - 1) * ct.step() / DOSE_SPACING) + 1;
        var plane = Plane.axial(first.z(), DOSE_SPACING, DOSE_SIZE);
        Raster.place(to, plane, DOSE_SPACING, ct.frameOfReference());
        to.remove(Tags.SliceLocation).remove(Tags.PatientPosition);
        to.set(Tags.NumberOfFrames, frames);
        to.set(Tags.FrameIncrementPointer, Tags.GridFrameOffsetVector);
        var offsets = new double[frames];
        for (int i = 0; i < frames; i++) {
            offsets[i] = i * DOSE_SPACING;
        }
        to.set(Tags.GridFrameOffsetVector, offsets);
        to.set(Tags.SamplesPerPixel, 1);
        to.set(Tags.PhotometricInterpretation, "MONOCHROME2");
        to.set(Tags.Rows, DOSE_SIZE);
        to.set(Tags.Columns, DOSE_SIZE);
        to.set(Tags.BitsAllocated, 32);
        to.set(Tags.BitsStored, 32);
        to.set(Tags.HighBit, 31);
        to.set(Tags.PixelRepresentation, 0);
        to.set(Tags.DoseUnits, "GY");
        to.set(Tags.DoseType, "PHYSICAL");
        to.set(Tags.DoseSummationType, "PLAN");
        to.set(Tags.DoseGridScaling, DOSE_SCALING);
        to.sequence(
                Tags.ReferencedRTPlanSequence,
                reference(UIDs.RTPlanStorage, plan.sopInstanceUID(1)));
        to.set(Tags.PixelData, VR.OW, dosePixels(plane, frames));
        return to.build();
    }

    private byte[] dosePixels(Plane plane, int frames) {
        var bytes = new byte[4 * DOSE_SIZE * DOSE_SIZE * frames];
        int at = 0;
        for (int frame = 0; frame < frames; frame++) {
            double z = plane.origin().z() + frame * DOSE_SPACING;
            for (int row = 0; row < DOSE_SIZE; row++) {
                double y = plane.origin().y() + row * DOSE_SPACING;
                for (int column = 0; column < DOSE_SIZE; column++) {
                    double x = plane.origin().x() + column * DOSE_SPACING;
                    int value = (int) Math.rint(gray(new Point(x, y, z)) / DOSE_SCALING);
                    for (int shift = 0; shift < 32; shift += 8) {
                        bytes[at++] = (byte) (value >> shift);
                    }
                }
            }
        }
        return bytes;
    }

    private double gray(Point point) {
        var away = point.minus(target.centre());
        double radius = target.diameter() / 2 + MARGIN;
        double outside = Math.max(0, away.length() - radius);
        double inTarget = Math.exp(-outside * outside / 500);
        double across = Math.hypot(away.x(), away.y());
        double beams = 0;
        for (int beam = 0; beam < 5; beam++) {
            double angle = Math.PI * beam / 5;
            double distance = Math.abs(away.x() * Math.sin(angle) - away.y() * Math.cos(angle));
            beams += 1 / (1 + Math.exp((distance - radius) / 3)) / (1 + across / 60);
        }
        double height = 1 / (1 + Math.exp((Math.abs(away.z()) - radius) / 3));
        return PRESCRIBED * Math.min(1.04, inTarget + 0.16 * beams * height * (1 - inTarget));
    }

    /** A plan of one beam, for the dose to refer to. */
    DataSet treatmentPlan() {
        return new Plan(plan, structures, target, PRESCRIBED).object();
    }
}
