// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.nio.ByteBuffer;
import java.util.ArrayList;

/**
 * Decodes code streams of JPEG 2000 Part 1, and of Part 15 with HT code-blocks.
 *
 * <p>Memory is bounded by the limits and the length of the stream, and so is time. A stream in the
 * boxes of a JP2 file is taken out of them; what else they say is not looked at.
 */
public final class JPEG2000Decoder {

    private JPEG2000Decoder() {}

    /** Decodes an image in full, on the caller's thread. */
    public static JPEG2000Image decode(ByteBuffer stream, JPEG2000Limits limits) {
        return decode(stream, limits, JPEG2000Options.DEFAULT);
    }

    /**
     * Decodes an image.
     *
     * @param stream from its position to its limit; neither is changed
     * @param limits what the image may be at full size
     * @throws MalformedFrameException if the stream is cut, damaged, or beyond the limits
     * @throws UnsupportedFrameException if it uses what is not decoded: other parts of the
     *     standard, samples of more than 24 bits, coefficients of more than 30, several HT sets a
     *     code-block, or has fewer levels than it is to be reduced by
     */
    public static JPEG2000Image decode(
            ByteBuffer stream, JPEG2000Limits limits, JPEG2000Options options) {
        var in = JP2Boxes.codeStream(reader(stream));
        var parsed = new CodeStreamParser(in, limits).parse();
        var size = parsed.size();
        var planes = new ArrayList<PlaneBuilder>();
        long samples = 0;
        for (int i = 0; i < size.components().size(); i++) {
            var area = size.samples(size.image(), i);
            if (area.isEmpty()) {
                throw in.malformed("A component without samples");
            }
            samples += area.size();
            planes.add(
                    new PlaneBuilder(size.components().get(i), area.reduced(options.reduction())));
        }
        var budget = new Budget(samples);
        var workers = new Workers(options.threads());
        parsed.tiles()
                .forEach((index, parts) ->
                        new TileDecoder(parsed, index, parts, budget, workers, options.reduction())
                                .decode(planes));
        var image = size.image().reduced(options.reduction());
        return new JPEG2000Image(
                image.width(),
                image.height(),
                parsed.parameters().hasColourTransform(),
                planes.stream().map(PlaneBuilder::build).toList());
    }

    private static StreamReader reader(ByteBuffer stream) {
        if (stream.hasArray()) {
            int from = stream.arrayOffset() + stream.position();
            return new StreamReader(stream.array(), from, from, from + stream.remaining());
        }
        var copy = new byte[stream.remaining()];
        stream.duplicate().get(copy);
        return new StreamReader(copy, 0, 0, copy.length);
    }
}
