// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.SequenceElement;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FrameIndex;
import spiders.dicom.io.FrameIndex.Segment;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Where an object's frames and bulk values stand in its file (in the inflated data set where it is
 * deflated), so that they are served by positional reads.
 *
 * <pre>
 * packed  = deflate(version values frames)
 * version = %x01
 * values  = count *(path vr offset length)  ; path as AttributePath writes it
 * frames  = count *(count *(gap length))    ; segments; gap from the end of the one before
 * count, offset, length, gap = varint       ; 7 bits a byte, low ones first; gap is zigzag
 * path, vr = UTF-8 behind a 16-bit length
 * </pre>
 */
public final class BulkTable {

    private static final int VERSION = 1;

    /** A value left in the file. */
    public record Value(String path, VR vr, Segment segment) {}

    private final List<Value> values;
    private final List<List<Segment>> frames;

    private BulkTable(List<Value> values, List<List<Segment>> frames) {
        this.values = List.copyOf(values);
        this.frames = List.copyOf(frames);
    }

    /** Lists what a data set left in its file. */
    static BulkTable of(DataSet dataSet, FrameIndex index) {
        var values = new ArrayList<Value>();
        collect(dataSet, List.of(), values);
        var frames = new ArrayList<List<Segment>>();
        for (int frame = 0; frame < index.count(); frame++) {
            frames.add(index.segments(frame));
        }
        return new BulkTable(values, frames);
    }

    private static void collect(
            DataSet dataSet, List<AttributePath.Step> steps, List<Value> values) {
        for (var element : dataSet) {
            var path = new AttributePath(steps, element.tag());
            switch (element) {
                case BulkDataElement bulk ->
                        values.add(
                                new Value(
                                        path.toString(),
                                        bulk.vr(),
                                        new Segment(bulk.offset(), bulk.length())));
                case SequenceElement sequence -> {
                    for (int item = 1; item <= sequence.items().size(); item++) {
                        var deeper = new ArrayList<>(steps);
                        deeper.add(new AttributePath.Step(sequence.tag(), item));
                        collect(sequence.items().get(item - 1), deeper, values);
                    }
                }
                default -> {}
            }
        }
    }

    /** Whether the pixel data is one value in the file, as uncompressed syntaxes have it. */
    public boolean hasPixelValue() {
        return value(AttributePath.of(Tags.PixelData).toString()).isPresent();
    }

    public Optional<Value> value(String path) {
        return values.stream().filter(value -> value.path().equals(path)).findAny();
    }

    public int frames() {
        return frames.size();
    }

    /** Where a frame stands, numbered from 1 as PS3.18 does. */
    public List<Segment> frame(int number) {
        return frames.get(number - 1);
    }

    Bytes packed() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            out.writeByte(VERSION);
            varint(out, values.size());
            for (var value : values) {
                out.writeUTF(value.path());
                out.writeUTF(value.vr().name());
                varint(out, value.segment().offset());
                varint(out, value.segment().length());
            }
            writeFrames(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Bytes.of(bytes.toByteArray());
    }

    private void writeFrames(DataOutputStream out) throws IOException {
        varint(out, frames.size());
        long end = 0;
        for (var segments : frames) {
            varint(out, segments.size());
            for (var segment : segments) {
                long gap = segment.offset() - end;
                varint(out, (gap << 1) ^ (gap >> 63));
                varint(out, segment.length());
                end = segment.offset() + segment.length();
            }
        }
    }

    /** Reads what {@link #packed()} wrote. */
    public static BulkTable unpack(Bytes packed) {
        try (var in = new DataInputStream(new InflaterInputStream(packed.stream()))) {
            int version = in.readByte();
            if (version != VERSION) {
                throw new IllegalStateException("Bulk table of version " + version);
            }
            var values = new ArrayList<Value>();
            for (long left = varint(in); left > 0; left--) {
                var path = in.readUTF();
                var vr = VR.valueOf(in.readUTF());
                values.add(new Value(path, vr, new Segment(varint(in), varint(in))));
            }
            return new BulkTable(values, readFrames(in));
        } catch (IOException e) {
            throw new UncheckedIOException("A bulk table of the index does not read", e);
        }
    }

    private static List<List<Segment>> readFrames(DataInputStream in) throws IOException {
        var frames = new ArrayList<List<Segment>>();
        long end = 0;
        for (long left = varint(in); left > 0; left--) {
            var segments = new ArrayList<Segment>();
            for (long more = varint(in); more > 0; more--) {
                long gap = varint(in);
                var segment = new Segment(end + ((gap >>> 1) ^ -(gap & 1)), varint(in));
                segments.add(segment);
                end = segment.offset() + segment.length();
            }
            frames.add(List.copyOf(segments));
        }
        return frames;
    }

    private static void varint(DataOutputStream out, long value) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static long varint(DataInputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.readUnsignedByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new IOException("A number of more than 64 bits");
    }
}
