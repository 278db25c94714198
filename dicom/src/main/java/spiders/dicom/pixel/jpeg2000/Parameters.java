// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What a header says of coding: the main header's, or a tile's on top of it.
 *
 * <p>Of what is said several times, a tile's word for a component comes first, then a tile's for
 * all, the main header's for a component, and the main header's for all (T.800 A.6).
 */
final class Parameters {

    private ProgressionOrder order = ProgressionOrder.LRCP;
    private int layers;
    private boolean hasColourTransform;
    private final @Nullable CodingStyle[] styles;
    private final @Nullable Quantization[] quantizations;
    private final boolean[] hasOwnStyle;
    private final boolean[] hasOwnQuantization;
    private final int[] roiShifts;
    private final List<ProgressionChange> changes = new ArrayList<>();

    Parameters(int components) {
        styles = new CodingStyle[components];
        quantizations = new Quantization[components];
        hasOwnStyle = new boolean[components];
        hasOwnQuantization = new boolean[components];
        roiShifts = new int[components];
    }

    /** The same, for a tile to change. */
    Parameters copy() {
        var copy = new Parameters(styles.length);
        copy.order = order;
        copy.layers = layers;
        copy.hasColourTransform = hasColourTransform;
        System.arraycopy(styles, 0, copy.styles, 0, styles.length);
        System.arraycopy(quantizations, 0, copy.quantizations, 0, styles.length);
        System.arraycopy(roiShifts, 0, copy.roiShifts, 0, styles.length);
        copy.changes.addAll(changes);
        return copy;
    }

    int components() {
        return styles.length;
    }

    void setProgression(ProgressionOrder newOrder, int newLayers, boolean newColourTransform) {
        order = newOrder;
        layers = newLayers;
        hasColourTransform = newColourTransform;
    }

    void setStyle(CodingStyle style) {
        for (int i = 0; i < styles.length; i++) {
            if (!hasOwnStyle[i]) {
                styles[i] = style;
            }
        }
    }

    void setStyle(int component, CodingStyle style) {
        styles[component] = style;
        hasOwnStyle[component] = true;
    }

    void setQuantization(Quantization quantization) {
        for (int i = 0; i < quantizations.length; i++) {
            if (!hasOwnQuantization[i]) {
                quantizations[i] = quantization;
            }
        }
    }

    void setQuantization(int component, Quantization quantization) {
        quantizations[component] = quantization;
        hasOwnQuantization[component] = true;
    }

    void setROIShift(int component, int shift) {
        roiShifts[component] = shift;
    }

    /** A tile's changes stand instead of the main header's; later ones of a tile follow. */
    void setChanges(List<ProgressionChange> newChanges, boolean isFirstOfHeader) {
        if (isFirstOfHeader) {
            changes.clear();
        }
        changes.addAll(newChanges);
    }

    /** Whether every component has a coding style, and step sizes for all its bands. */
    boolean isComplete() {
        for (int i = 0; i < styles.length; i++) {
            var style = styles[i];
            var quantization = quantizations[i];
            if (style == null || quantization == null || !quantization.covers(style.levels())) {
                return false;
            }
        }
        return true;
    }

    ProgressionOrder order() {
        return order;
    }

    int layers() {
        return layers;
    }

    boolean hasColourTransform() {
        return hasColourTransform;
    }

    CodingStyle style(int component) {
        var style = styles[component];
        if (style == null) {
            throw new IllegalStateException("No coding style; headers are checked first");
        }
        return style;
    }

    Quantization quantization(int component) {
        var quantization = quantizations[component];
        if (quantization == null) {
            throw new IllegalStateException("No quantization; headers are checked first");
        }
        return quantization;
    }

    int roiShift(int component) {
        return roiShifts[component];
    }

    List<ProgressionChange> changes() {
        return changes;
    }
}
