// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where the frames of an image are in its file, or in memory. */
public final class FrameIndex {

    /** Consecutive bytes of the file. */
    public record Segment(long offset, long length) {}

    FrameIndex() {}

    /**
     * Finds the frames of an object read with its bulk data left in the file.
     *
     * @throws MalformedDataSetException if the pixel data does not hold the frames it should
     */
    public static FrameIndex of(DataSet dataSet, BulkDataSource bulkData) throws IOException {
        Pending.here();
        return new FrameIndex();
    }

    /** How many frames there are; 0 without pixel data. */
    public int count() {
        Pending.here();
        return 0;
    }

    /** Where a frame is, numbered from 0: more than one segment if it is in several fragments. */
    public List<Segment> segments(int frame) {
        Pending.here();
        return List.of();
    }

    /** The bytes of a frame. */
    public long length(int frame) {
        Pending.here();
        return 0;
    }

    /** Opens the bytes of a frame, numbered from 0: a compressed code stream, or samples. */
    public InputStream open(int frame) throws IOException {
        Pending.here();
        return InputStream.nullInputStream();
    }
}
