// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.presentation;

import spiders.dicom.data.DataSet;
import spiders.dicom.dictionary.Tags;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A layer that graphics are drawn in (PS3.3 section C.10.7).
 *
 * @param order the lowest is drawn first
 * @param grey what its graphics are drawn with, 0 to 255
 */
record Layer(String name, int order, int grey) {

    private static final int MOST = 1000;
    private static final int WHITE = 0xFFFF;

    /** A P-Value of 16 bits as one of 8. */
    static int grey(int value) {
        return Math.round(Math.clamp(value, 0, WHITE) * 255f / WHITE);
    }

    /** The layers of a state, in the order that they are drawn in. */
    static List<Layer> of(DataSet state) {
        var items = state.items(Tags.GraphicLayerSequence);
        if (items.size() > MOST) {
            throw new InvalidPresentationException("Too many layers");
        }
        var layers = new ArrayList<Layer>();
        for (var item : items) {
            var name =
                    item.string(Tags.GraphicLayer)
                            .orElseThrow(() ->
                                    new InvalidPresentationException("A layer without a name"));
            layers.add(
                    new Layer(name, item.integer(Tags.GraphicLayerOrder).orElse(0), value(item)));
        }
        layers.sort(Comparator.comparingInt(Layer::order));
        return List.copyOf(layers);
    }

    /** Its recommended grey; else the lightness of its recommended colour; else white. */
    private static int value(DataSet item) {
        var lightness = item.integer(Tags.GraphicLayerRecommendedDisplayCIELabValue).orElse(WHITE);
        return grey(
                item.integer(Tags.GraphicLayerRecommendedDisplayGrayscaleValue).orElse(lightness));
    }
}
