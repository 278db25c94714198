// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.data.Tag;
import spiders.dicom.data.ValueElement;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the frames of an image are: in its file, or in memory.
 *
 * <p>A video, whose one bit stream holds all frames, counts as one frame. Safe for use by threads,
 * if the source of bulk data is.
 */
public final class FrameIndex {

    private static final List<Tag> PIXELS =
            List.of(Tags.PixelData, Tags.FloatPixelData, Tags.DoubleFloatPixelData);

    /** Consecutive bytes of the file. */
    public record Segment(long offset, long length) {}

    private final FrameLayout layout;
    private final BulkDataSource bulkData;

    private FrameIndex(FrameLayout layout, BulkDataSource bulkData) {
        this.layout = layout;
        this.bulkData = bulkData;
    }

    /**
     * Finds the frames of an object, whether its bulk data was left in the file or not.
     *
     * @param bulkData gives the bytes left in the file; asked here only where several frames are in
     *     fragments that no offset table assigns
     * @throws MalformedDataSetException if the pixel data does not hold the frames it should
     */
    public static FrameIndex of(DataSet dataSet, BulkDataSource bulkData) throws IOException {
        for (var tag : PIXELS) {
            var element = dataSet.element(tag);
            if (element.isPresent() && !element.get().isEmpty()) {
                return new FrameIndex(layout(dataSet, element.get(), bulkData), bulkData);
            }
        }
        return new FrameIndex(FrameLayout.NONE, bulkData);
    }

    private static FrameLayout layout(DataSet dataSet, Element pixels, BulkDataSource bulkData)
            throws IOException {
        return switch (pixels) {
            case ValueElement value -> NativeFrames.of(dataSet, new Fragment.Held(value.bytes()));
            case BulkDataElement bulk ->
                    NativeFrames.of(dataSet, new Fragment.Left(bulk.offset(), bulk.length()));
            case EncapsulatedElement fragments ->
                    EncapsulatedFrames.of(dataSet, fragments, bulkData);
            default -> FrameLayout.NONE;
        };
    }

    /** How many frames there are; 0 without pixel data. */
    public int count() {
        return layout.count();
    }

    /**
     * Where a frame is in the file, numbered from 0: more than one segment if it is in several
     * fragments. Frames of bits that do not begin at a byte share their first and last.
     *
     * @throws IllegalStateException if the pixel data is in memory
     */
    public List<Segment> segments(int frame) {
        var segments = new ArrayList<Segment>();
        for (var part : layout.parts(frame)) {
            switch (part) {
                case Fragment.Left(var offset, var length) ->
                        segments.add(new Segment(offset, length));
                case Fragment.Held _ ->
                        throw new IllegalStateException("The pixel data is in memory");
            }
        }
        return List.copyOf(segments);
    }

    /** The bit of its first byte that a frame begins at: 0 but for images of single bits. */
    public int firstBit(int frame) {
        return layout.firstBit(frame);
    }

    /** The bytes of a frame. */
    public long length(int frame) {
        return layout.parts(frame).stream().mapToLong(Fragment::length).sum();
    }

    /** Opens the bytes of a frame, numbered from 0: a compressed code stream, or samples. */
    public InputStream open(int frame) throws IOException {
        var parts = layout.parts(frame);
        return parts.size() == 1
                ? opened(parts.getFirst(), bulkData)
                : new FragmentStream(parts, bulkData);
    }

    static InputStream opened(Fragment part, BulkDataSource bulkData) throws IOException {
        return switch (part) {
            case Fragment.Held(Bytes bytes) -> bytes.stream();
            case Fragment.Left(var offset, var length) -> bulkData.open(offset, length);
        };
    }
}
