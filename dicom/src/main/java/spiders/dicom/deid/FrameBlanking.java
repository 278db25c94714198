// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.deid;

import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.Samples;
import spiders.dicom.pixel.Transcoder.FrameChange;
import spiders.dicom.pixel.UnsupportedFrameException;

import java.util.List;

/**
 * How decoded frames are changed: parts of each become black, and bits that are no part of a sample
 * are cleared, if overlays were in them.
 */
record FrameBlanking(List<PixelBands> bands, boolean clearsUnusedBits, BlackPixel black)
        implements FrameChange {

    FrameBlanking {
        bands = List.copyOf(bands);
    }

    @Override
    public Frame changed(Frame decoded) {
        var frame = clearsUnusedBits ? decoded.aligned() : decoded;
        var cells = black.cells(frame.image());
        for (var each : bands) {
            for (var band : each.bands()) {
                for (int row = band.from(); row < band.to(); row++) {
                    for (var span : band.spans()) {
                        blank(frame, cells, row, span);
                    }
                }
            }
        }
        return frame;
    }

    private static void blank(Frame frame, List<Long> cells, int row, PixelBands.Span span) {
        for (int c = 0; c < cells.size(); c++) {
            int from = frame.index(c, row, span.from());
            int to = frame.index(c, row, span.to() - 1) + 1;
            fill(frame.samples(), from, to, frame.step(), cells.get(c));
        }
    }

    private static void fill(Samples samples, int from, int to, int step, long cell) {
        switch (samples) {
            case Samples.OfByte cells -> {
                for (int at = from; at < to; at += step) {
                    cells.array()[at] = (byte) cell;
                }
            }
            case Samples.OfShort cells -> {
                for (int at = from; at < to; at += step) {
                    cells.array()[at] = (short) cell;
                }
            }
            case Samples.OfInt cells -> {
                for (int at = from; at < to; at += step) {
                    cells.array()[at] = (int) cell;
                }
            }
            case Samples.OfLong cells -> {
                for (int at = from; at < to; at += step) {
                    cells.array()[at] = cell;
                }
            }
            case Samples.OfFloat _, Samples.OfDouble _ ->
                    throw new UnsupportedFrameException("Black of real numbers");
        }
    }
}
