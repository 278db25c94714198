// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.data.EncapsulatedElement.Fragment;
import spiders.dicom.dictionary.Tags;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Frames in fragments, one or more each (PS3.5 section A.4). */
final class EncapsulatedFrames implements FrameLayout {

    private static final int ITEM_HEADER = 8;

    private final List<Fragment> fragments;

    /** The first fragment of each frame, and behind the last frame the count of fragments. */
    private final int[] starts;

    private EncapsulatedFrames(List<Fragment> fragments, int[] starts) {
        this.fragments = fragments;
        this.starts = starts;
    }

    static FrameLayout of(DataSet dataSet, EncapsulatedElement pixels, BulkDataSource bulkData)
            throws IOException {
        var fragments = pixels.fragments();
        int frames = Math.max(1, dataSet.integer(Tags.NumberOfFrames).orElse(1));
        if (frames == 1) {
            return new EncapsulatedFrames(fragments, new int[] {0, fragments.size()});
        }
        if (frames == fragments.size()) {
            int[] starts = new int[frames + 1];
            Arrays.setAll(starts, i -> i);
            return new EncapsulatedFrames(fragments, starts);
        }
        if (frames > fragments.size()) {
            return video(fragments, frames, bulkData);
        }
        return new EncapsulatedFrames(fragments, starts(dataSet, pixels, frames, bulkData));
    }

    private static FrameLayout video(List<Fragment> fragments, int frames, BulkDataSource bulkData)
            throws IOException {
        if (CodeStream.isImage(start(fragments.getFirst(), bulkData))) {
            throw new MalformedDataSetException(
                    offset(fragments.getLast()),
                    "%d frames of which only %d fragments are there"
                            .formatted(frames, fragments.size()));
        }
        return new EncapsulatedFrames(fragments, new int[] {0, fragments.size()});
    }

    private static int[] starts(
            DataSet dataSet, EncapsulatedElement pixels, int frames, BulkDataSource bulkData)
            throws IOException {
        var extended = dataSet.longIntegers(Tags.ExtendedOffsetTable);
        var table =
                extended.length > 0
                        ? extended
                        : pixels.offsets().stream().mapToLong(offset -> offset).toArray();
        if (table.length == frames) {
            int[] starts = byTable(pixels.fragments(), table);
            if (starts.length > 0) {
                return starts;
            }
        }
        var fragments = pixels.fragments();
        return CodeStream.isVideo(start(fragments.getFirst(), bulkData))
                ? new int[] {0, fragments.size()}
                : byCodeStreams(fragments, frames, bulkData);
    }

    /** Returns where the offsets say frames start; nothing if one points beside all fragments. */
    private static int[] byTable(List<Fragment> fragments, long[] table) {
        int[] starts = new int[table.length + 1];
        long position = 0;
        int frame = 0;
        for (int i = 0; i < fragments.size() && frame < table.length; i++) {
            if (position == table[frame]) {
                starts[frame++] = i;
            }
            position += ITEM_HEADER + fragments.get(i).length();
        }
        starts[table.length] = fragments.size();
        return frame == table.length ? starts : new int[0];
    }

    /** Frames begin where a fragment begins as a code stream does. */
    private static int[] byCodeStreams(
            List<Fragment> fragments, int frames, BulkDataSource bulkData) throws IOException {
        int[] starts = new int[frames + 1];
        int frame = 0;
        for (int i = 0; i < fragments.size(); i++) {
            if (CodeStream.isImage(start(fragments.get(i), bulkData))) {
                if (frame < frames) {
                    starts[frame] = i;
                }
                frame++;
            }
        }
        if (frame != frames || starts[0] != 0) {
            throw new MalformedDataSetException(
                    offset(fragments.getFirst()),
                    "%d frames in %d fragments, and nothing says where each begins"
                            .formatted(frames, fragments.size()));
        }
        starts[frames] = fragments.size();
        return starts;
    }

    private static long offset(Fragment fragment) {
        return fragment instanceof Fragment.Left left ? left.offset() : 0;
    }

    private static Bytes start(Fragment fragment, BulkDataSource bulkData) throws IOException {
        int count = (int) Math.min(CodeStream.START_LENGTH, fragment.length());
        return switch (fragment) {
            case Fragment.Held(var bytes) -> bytes.slice(0, count);
            case Fragment.Left(var offset, _) -> {
                try (var in = bulkData.open(offset, count)) {
                    yield Bytes.of(in.readNBytes(count));
                }
            }
        };
    }

    @Override
    public int count() {
        return starts.length - 1;
    }

    @Override
    public List<Fragment> parts(int frame) {
        Objects.checkIndex(frame, count());
        return fragments.subList(starts[frame], starts[frame + 1]);
    }

    @Override
    public int firstBit(int frame) {
        Objects.checkIndex(frame, count());
        return 0;
    }
}
