// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.List;

/** Goes through the packets of a tile in the order of its progressions (T.800 B.12). */
final class PacketSequence {

    /** What is done with a packet; false ends the sequence. */
    @FunctionalInterface
    interface Visitor {
        boolean visit(int component, int resolution, int precinct, int layer);
    }

    private final Area tile;
    private final List<TileComponent> components;
    private final List<ComponentSize> sizes;
    private final Visitor visitor;

    PacketSequence(
            Area tile, List<TileComponent> components, List<ComponentSize> sizes, Visitor visitor) {
        this.tile = tile;
        this.components = components;
        this.sizes = sizes;
        this.visitor = visitor;
    }

    /** Visits every packet of a progression; false if the visitor ended it. */
    boolean run(ProgressionChange change) {
        int resolutions = 0;
        for (var component : components) {
            resolutions = Math.max(resolutions, component.resolutions().size());
        }
        var bounds =
                new ProgressionChange(
                        change.firstResolution(),
                        change.firstComponent(),
                        change.endLayer(),
                        Math.min(change.endResolution(), resolutions),
                        Math.min(change.endComponent(), components.size()),
                        change.order());
        if (!hasPrecincts(bounds)) {
            return true;
        }
        return switch (change.order()) {
            case LRCP -> layerFirst(bounds);
            case RLCP -> resolutionFirst(bounds);
            case RPCL -> resolutionThenPosition(bounds);
            case PCRL -> byPosition(bounds, bounds.firstComponent(), bounds.endComponent());
            case CPRL -> componentFirst(bounds);
        };
    }

    private boolean hasPrecincts(ProgressionChange bounds) {
        for (int c = bounds.firstComponent(); c < bounds.endComponent(); c++) {
            for (int r = bounds.firstResolution(); r < bounds.endResolution(); r++) {
                if (precincts(c, r) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean layerFirst(ProgressionChange bounds) {
        for (int layer = 0; layer < bounds.endLayer(); layer++) {
            for (int r = bounds.firstResolution(); r < bounds.endResolution(); r++) {
                if (!allOfLayer(bounds, r, layer)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean resolutionFirst(ProgressionChange bounds) {
        for (int r = bounds.firstResolution(); r < bounds.endResolution(); r++) {
            for (int layer = 0; layer < bounds.endLayer(); layer++) {
                if (!allOfLayer(bounds, r, layer)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean allOfLayer(ProgressionChange bounds, int r, int layer) {
        for (int c = bounds.firstComponent(); c < bounds.endComponent(); c++) {
            int precincts = precincts(c, r);
            for (int p = 0; p < precincts; p++) {
                if (!visitor.visit(c, r, p, layer)) {
                    return false;
                }
            }
        }
        return true;
    }

    private int precincts(int c, int r) {
        var resolutions = components.get(c).resolutions();
        return r < resolutions.size() ? resolutions.get(r).precincts() : 0;
    }

    private boolean resolutionThenPosition(ProgressionChange bounds) {
        for (int r = bounds.firstResolution(); r < bounds.endResolution(); r++) {
            var ofOne =
                    new ProgressionChange(
                            r,
                            bounds.firstComponent(),
                            bounds.endLayer(),
                            r + 1,
                            bounds.endComponent(),
                            bounds.order());
            if (!byPosition(ofOne, bounds.firstComponent(), bounds.endComponent())) {
                return false;
            }
        }
        return true;
    }

    private boolean componentFirst(ProgressionChange bounds) {
        for (int c = bounds.firstComponent(); c < bounds.endComponent(); c++) {
            if (!byPosition(bounds, c, c + 1)) {
                return false;
            }
        }
        return true;
    }

    /** Merges the precincts of some components and resolutions, each of them in raster order. */
    private boolean byPosition(ProgressionChange bounds, int firstComponent, int endComponent) {
        int resolutions = Math.max(bounds.endResolution() - bounds.firstResolution(), 0);
        int count = resolutions * Math.max(endComponent - firstComponent, 0);
        var next = new int[count];
        var positions = new long[count];
        for (int i = 0; i < count; i++) {
            positions[i] = position(bounds, firstComponent, i, 0);
        }
        while (true) {
            int first = -1;
            // Of one position the component comes before the resolution.
            for (int i = 0; i < count; i++) {
                if (positions[i] != Long.MAX_VALUE
                        && (first < 0 || positions[i] < positions[first])) {
                    first = i;
                }
            }
            if (first < 0) {
                return true;
            }
            int c = firstComponent + first / resolutions;
            int r = bounds.firstResolution() + first % resolutions;
            for (int layer = 0; layer < bounds.endLayer(); layer++) {
                if (!visitor.visit(c, r, next[first], layer)) {
                    return false;
                }
            }
            positions[first] = position(bounds, firstComponent, first, ++next[first]);
        }
    }

    private long position(ProgressionChange bounds, int firstComponent, int i, int precinct) {
        int resolutions = bounds.endResolution() - bounds.firstResolution();
        int c = firstComponent + i / resolutions;
        int r = bounds.firstResolution() + i % resolutions;
        if (precinct >= precincts(c, r)) {
            return Long.MAX_VALUE;
        }
        return components.get(c).resolutions().get(r).position(precinct, tile, sizes.get(c));
    }
}
