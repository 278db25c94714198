// SPDX-License-Identifier: Apache-2.0
package spiders.analysis.segmentation;

import spiders.analysis.consensus.VoxelGrid;
import spiders.analysis.contour.ObjectIdentity;
import spiders.analysis.contour.StudyAttributes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.SpecificCharacterSet;
import spiders.dicom.data.UID;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Makes the data set of a binary segmentation (PS3.3 A.51, C.8.20) out of masks of voxels. A frame
 * of a segment that holds nothing is left out.
 */
public final class SegmentationWriter {

    private static final UID SOP_CLASS = new UID("1.2.840.10008.5.1.4.1.1.66.4");

    private final VoxelGrid grid;
    private final List<DataSet> frames = new ArrayList<>();
    private final BitSet pixels = new BitSet();

    private SegmentationWriter(VoxelGrid grid) {
        this.grid = grid;
    }

    /**
     * Returns a segmentation.
     *
     * @param source an object of the study and the frame of reference
     * @throws IllegalArgumentException if the source names no study or no frame of reference, if no
     *     segment holds anything, or if a value does not fit its attribute
     * @throws InvalidSegmentationException if there would be more pixels than are read again
     */
    public static DataSet dataSet(
            DataSet source,
            ObjectIdentity identity,
            VoxelGrid grid,
            List<PaintedSegment> segments) {
        return dataSet(source, identity, grid, segments, SegmentationLimits.DEFAULTS);
    }

    static DataSet dataSet(
            DataSet source,
            ObjectIdentity identity,
            VoxelGrid grid,
            List<PaintedSegment> segments,
            SegmentationLimits limits) {
        var writer = new SegmentationWriter(grid);
        long frames = segments.stream().mapToLong(segment -> writer.frames(segment.mask())).sum();
        limits.requireFrames(writer.framePixels(), frames);
        return writer.write(source, identity, segments);
    }

    private int framePixels() {
        return grid.columns() * grid.rows();
    }

    /** How many frames a mask makes. */
    private int frames(BitSet mask) {
        int count = 0;
        for (int plane = 0; plane < grid.planes(); plane++) {
            count += isEmpty(mask, plane) ? 0 : 1;
        }
        return count;
    }

    private boolean isEmpty(BitSet mask, int plane) {
        int first = plane * framePixels();
        int voxel = mask.nextSetBit(first);
        return voxel < 0 || voxel >= first + framePixels();
    }

    private DataSet write(DataSet source, ObjectIdentity identity, List<PaintedSegment> segments) {
        var frameOfReference =
                source.uid(Tags.FrameOfReferenceUID)
                        .orElseThrow(() -> new IllegalArgumentException("No frame of reference"));
        var builder = StudyAttributes.of(source, identity);
        var listed = new ArrayList<DataSet>();
        for (int i = 0; i < segments.size(); i++) {
            listed.add(listed(builder.characterSet(), i + 1, segments.get(i)));
            paint(i + 1, segments.get(i).mask());
        }
        if (frames.isEmpty()) {
            throw new IllegalArgumentException("A segmentation of nothing");
        }
        describe(builder, identity);
        image(builder);
        dimensions(builder);
        return builder.set(Tags.FrameOfReferenceUID, frameOfReference)
                .empty(Tags.PositionReferenceIndicator)
                .set(Tags.NumberOfFrames, frames.size())
                .sequence(Tags.SegmentSequence, listed)
                .sequence(Tags.SharedFunctionalGroupsSequence, shared())
                .sequence(Tags.PerFrameFunctionalGroupsSequence, frames)
                .set(Tags.PixelData, VR.OB, packed())
                .build();
    }

    private static void describe(DataSetBuilder builder, ObjectIdentity identity) {
        builder.set(Tags.SOPClassUID, SOP_CLASS)
                .set(Tags.Modality, "SEG")
                .set(Tags.SeriesNumber, 1)
                .set(Tags.ContentDate, identity.written().toLocalDate())
                .set(Tags.ContentTime, identity.written().toLocalTime())
                .set(Tags.ContentLabel, "SEGMENTATION")
                .set(Tags.ContentDescription, identity.label())
                .empty(Tags.ContentCreatorName)
                .set(Tags.ImageType, "DERIVED", "PRIMARY")
                .set(Tags.SegmentationType, "BINARY")
                .set(Tags.LossyImageCompression, "00");
    }

    private void image(DataSetBuilder builder) {
        builder.set(Tags.Rows, grid.rows())
                .set(Tags.Columns, grid.columns())
                .set(Tags.SamplesPerPixel, 1)
                .set(Tags.PhotometricInterpretation, "MONOCHROME2")
                .set(Tags.BitsAllocated, 1)
                .set(Tags.BitsStored, 1)
                .set(Tags.HighBit, 0)
                .set(Tags.PixelRepresentation, 0);
    }

    /** Frames are told apart by their segment, and then by their place. */
    private static void dimensions(DataSetBuilder builder) {
        var organisation = UID.random();
        builder.sequence(
                        Tags.DimensionOrganizationSequence,
                        DataSet.builder().set(Tags.DimensionOrganizationUID, organisation).build())
                .sequence(
                        Tags.DimensionIndexSequence,
                        DataSet.builder()
                                .set(Tags.DimensionOrganizationUID, organisation)
                                .set(Tags.DimensionIndexPointer, Tags.ReferencedSegmentNumber)
                                .set(
                                        Tags.FunctionalGroupPointer,
                                        Tags.SegmentIdentificationSequence)
                                .build(),
                        DataSet.builder()
                                .set(Tags.DimensionOrganizationUID, organisation)
                                .set(Tags.DimensionIndexPointer, Tags.ImagePositionPatient)
                                .set(Tags.FunctionalGroupPointer, Tags.PlanePositionSequence)
                                .build());
    }

    private static DataSet listed(SpecificCharacterSet set, int number, PaintedSegment segment) {
        var builder =
                DataSetBuilder.within(set)
                        .set(Tags.SegmentNumber, number)
                        .set(Tags.SegmentLabel, segment.label())
                        .sequence(
                                Tags.SegmentedPropertyCategoryCodeSequence,
                                code(set, segment.category()))
                        .sequence(
                                Tags.SegmentedPropertyTypeCodeSequence, code(set, segment.type()));
        if (segment.algorithm().isEmpty()) {
            builder.set(Tags.SegmentAlgorithmType, "MANUAL");
        } else {
            builder.set(Tags.SegmentAlgorithmType, "AUTOMATIC")
                    .set(Tags.SegmentAlgorithmName, segment.algorithm());
        }
        return builder.build();
    }

    private static DataSet code(SpecificCharacterSet set, Code code) {
        return DataSetBuilder.within(set)
                .set(Tags.CodeValue, code.value())
                .set(Tags.CodingSchemeDesignator, code.scheme())
                .set(Tags.CodeMeaning, code.meaning())
                .build();
    }

    private void paint(int number, BitSet mask) {
        int size = framePixels();
        for (int plane = 0; plane < grid.planes(); plane++) {
            if (!isEmpty(mask, plane)) {
                int first = plane * size;
                int offset = frames.size() * size - first;
                int voxel = mask.nextSetBit(first);
                for (; voxel >= 0 && voxel < first + size; voxel = mask.nextSetBit(voxel + 1)) {
                    pixels.set(offset + voxel);
                }
                frames.add(frame(number, plane));
            }
        }
    }

    private DataSet frame(int number, int plane) {
        double[] position = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = grid.origin(plane, axis);
        }
        return DataSet.builder()
                .sequence(
                        Tags.FrameContentSequence,
                        DataSet.builder().set(Tags.DimensionIndexValues, number, plane + 1).build())
                .sequence(
                        Tags.PlanePositionSequence,
                        DataSet.builder().set(Tags.ImagePositionPatient, position).build())
                .sequence(
                        Tags.SegmentIdentificationSequence,
                        DataSet.builder().set(Tags.ReferencedSegmentNumber, number).build())
                .build();
    }

    private DataSet shared() {
        double[] orientation = new double[6];
        for (int axis = 0; axis < 3; axis++) {
            orientation[axis] = grid.frame().patient(axis, 1, 0, 0);
            orientation[3 + axis] = grid.frame().patient(axis, 0, 1, 0);
        }
        return DataSet.builder()
                .sequence(
                        Tags.PixelMeasuresSequence,
                        DataSet.builder()
                                .set(Tags.PixelSpacing, grid.step(), grid.step())
                                .set(Tags.SliceThickness, VR.DS, grid.spacing())
                                .set(Tags.SpacingBetweenSlices, VR.DS, grid.spacing())
                                .build())
                .sequence(
                        Tags.PlaneOrientationSequence,
                        DataSet.builder().set(Tags.ImageOrientationPatient, orientation).build())
                .build();
    }

    /** The bits of all frames one after the other, the lowest of each byte first (PS3.5 8.1.1). */
    private byte[] packed() {
        long bits = (long) frames.size() * framePixels();
        var bytes = new byte[Math.toIntExact((bits + 7) / 8 + (bits + 7) / 8 % 2)];
        var set = pixels.toByteArray();
        System.arraycopy(set, 0, bytes, 0, set.length);
        return bytes;
    }
}
