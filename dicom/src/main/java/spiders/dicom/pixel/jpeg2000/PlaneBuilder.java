// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

/** Puts a component together from its tiles. */
final class PlaneBuilder {

    private final ComponentSize component;
    private final Area area;
    private int[] samples = {};

    PlaneBuilder(ComponentSize component, Area area) {
        this.component = component;
        this.area = area;
    }

    /** Takes a tile's samples, which it may change: shifted, and cut to what the depth allows. */
    void set(Area tile, Coefficients values) {
        if (tile.isEmpty()) {
            return;
        }
        if (tile.equals(area) && values instanceof Coefficients.Whole whole) {
            samples = whole.values();
        } else if (samples.length == 0) {
            samples = new int[area.size()];
        }
        for (int y = 0; y < tile.height(); y++) {
            int from = y * tile.width();
            int to = (tile.y0() - area.y0() + y) * area.width() + tile.x0() - area.x0();
            switch (values) {
                case Coefficients.Whole whole -> set(whole.values(), from, to, tile.width());
                case Coefficients.Real real -> set(real.values(), from, to, tile.width());
            }
        }
    }

    private void set(int[] values, int from, int to, int count) {
        int shift = component.levelShift();
        int min = component.min();
        int max = component.max();
        var target = samples;
        for (int i = 0; i < count; i++) {
            target[to + i] = Math.min(Math.max(values[from + i] + shift, min), max);
        }
    }

    private void set(float[] values, int from, int to, int count) {
        int shift = component.levelShift();
        int min = component.min();
        int max = component.max();
        var target = samples;
        for (int i = 0; i < count; i++) {
            int rounded = (int) Math.rint(values[from + i]);
            target[to + i] = Math.clamp((long) rounded + shift, min, max);
        }
    }

    JPEG2000Plane build() {
        return new JPEG2000Plane(area.width(), area.height(), component, samples);
    }
}
