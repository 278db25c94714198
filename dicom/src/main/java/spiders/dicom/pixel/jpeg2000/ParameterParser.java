// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** Parses the marker segments that main and tile-part headers share (T.800 A.6). */
final class ParameterParser {

    private static final int HAS_PRECINCTS = 1;
    private static final int MAX_BLOCK_EXPONENT = 10;
    private static final int MAX_BLOCK_AREA_EXPONENT = 12;
    private static final int MAX_CHANGES = 128;

    private final Parameters parameters;
    private boolean isFirstChange = true;

    ParameterParser(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Whether that marker is one of these. */
    static boolean parses(int marker) {
        return switch (marker) {
            case Marker.COD, Marker.COC, Marker.QCD, Marker.QCC, Marker.RGN, Marker.POC -> true;
            default -> false;
        };
    }

    void parse(int marker, StreamReader in) {
        switch (marker) {
            case Marker.COD -> codingStyleDefault(in);
            case Marker.COC -> {
                int component = component(in);
                parameters.setStyle(component, style(in, in.u8()));
            }
            case Marker.QCD -> parameters.setQuantization(quantization(in));
            case Marker.QCC -> parameters.setQuantization(component(in), quantization(in));
            case Marker.RGN -> regionOfInterest(in);
            case Marker.POC -> progressionChanges(in);
            default -> throw new IllegalArgumentException("Marker %x".formatted(marker));
        }
    }

    private void codingStyleDefault(StreamReader in) {
        int scod = in.u8();
        var order = order(in);
        int layers = in.u16();
        if (layers == 0) {
            throw in.malformed("No layers");
        }
        int transform = in.u8();
        if (transform > 1) {
            throw in.unsupported("Multiple component transformation %d".formatted(transform));
        }
        if (transform == 1 && parameters.components() < 3) {
            throw in.malformed(
                    "A colour transform of %d components".formatted(parameters.components()));
        }
        parameters.setProgression(order, layers, transform == 1);
        parameters.setStyle(style(in, scod));
    }

    private static ProgressionOrder order(StreamReader in) {
        int order = in.u8();
        var orders = ProgressionOrder.values();
        if (order >= orders.length) {
            throw in.malformed("Progression order %d".formatted(order));
        }
        return orders[order];
    }

    private static CodingStyle style(StreamReader in, int flags) {
        int levels = in.u8();
        int width = in.u8() + 2;
        int height = in.u8() + 2;
        int blockStyle = in.u8();
        int transform = in.u8();
        if (levels > CodingStyle.MAX_LEVELS) {
            throw in.malformed("%d decomposition levels".formatted(levels));
        }
        if (width > MAX_BLOCK_EXPONENT
                || height > MAX_BLOCK_EXPONENT
                || width + height > MAX_BLOCK_AREA_EXPONENT) {
            throw in.malformed("Code-blocks of 2^%d by 2^%d".formatted(width, height));
        }
        if ((blockStyle & CodingStyle.MIXED) != 0) {
            throw in.unsupported("HT code-blocks mixed with others");
        }
        if (transform > 1) {
            throw in.unsupported("Wavelet transformation %d".formatted(transform));
        }
        var precincts = new ArrayList<Integer>();
        if ((flags & HAS_PRECINCTS) != 0) {
            for (int i = 0; i <= levels; i++) {
                int exponents = in.u8();
                if (i > 0 && ((exponents & 0xF) == 0 || exponents >> 4 == 0)) {
                    throw in.malformed("A precinct as small as a sample of its resolution");
                }
                precincts.add(exponents);
            }
        }
        return new CodingStyle(levels, width, height, blockStyle, transform == 1, precincts);
    }

    private static Quantization quantization(StreamReader in) {
        int sqcd = in.u8();
        int guardBits = sqcd >> 5;
        int style = sqcd & 0x1F;
        var steps = new ArrayList<Integer>();
        switch (style) {
            case 0 -> {
                while (in.remaining() > 0) {
                    steps.add(in.u8() >> 3 << 11);
                }
            }
            case 1 -> steps.add(in.u16());
            case 2 -> {
                while (in.remaining() > 1) {
                    steps.add(in.u16());
                }
            }
            default -> throw in.malformed("Quantization style %d".formatted(style));
        }
        if (steps.isEmpty()) {
            throw in.malformed("No step sizes");
        }
        return new Quantization(guardBits, style == 1, steps);
    }

    private void regionOfInterest(StreamReader in) {
        int component = component(in);
        int style = in.u8();
        if (style != 0) {
            throw in.unsupported("Region of interest of style %d".formatted(style));
        }
        parameters.setROIShift(component, in.u8());
    }

    private void progressionChanges(StreamReader in) {
        boolean hasWide = parameters.components() > 256;
        var changes = new ArrayList<ProgressionChange>();
        while (in.remaining() > 0) {
            int firstResolution = in.u8();
            int firstComponent = hasWide ? in.u16() : in.u8();
            int endLayer = in.u16();
            int endResolution = in.u8();
            int endComponent = hasWide ? in.u16() : in.u8();
            // Zero stands for 256 in one byte (T.800 table A.32).
            endComponent = endComponent == 0 ? parameters.components() : endComponent;
            changes.add(
                    new ProgressionChange(
                            firstResolution,
                            firstComponent,
                            endLayer,
                            endResolution,
                            Math.min(endComponent, parameters.components()),
                            order(in)));
        }
        if (changes.size() + parameters.changes().size() > MAX_CHANGES) {
            throw in.malformed("More than %d progressions".formatted(MAX_CHANGES));
        }
        parameters.setChanges(List.copyOf(changes), isFirstChange);
        isFirstChange = false;
    }

    private int component(StreamReader in) {
        int component = parameters.components() > 256 ? in.u16() : in.u8();
        if (component >= parameters.components()) {
            throw in.malformed("Component %d of %d".formatted(component, parameters.components()));
        }
        return component;
    }
}
