// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Encodes images without loss as High-Throughput JPEG 2000 for progressive display, as the HTJ2K
 * Lossless RPCL transfer syntax asks (PS3.5 section 10.18): the lowest resolution first, of at most
 * 64 rows and columns; a tile-part a resolution, whose lengths TLM tells before all of them.
 *
 * <p>The first so many bytes that end a tile-part decode to a smaller image.
 */
public final class HTJ2KEncoder {

    private static final int BASE_SIZE = 64;
    private static final int USUAL_LEVELS = 5;
    private static final int GUARD_BITS = 2;
    private static final int BLOCK_EXPONENT = 6;
    private static final int MAX_COMPONENTS = 0x4000;

    private final List<JPEG2000Plane> planes;
    private final boolean hasColourTransform;
    private final Workers workers;
    private final int levels;
    private final Parameters parameters;
    private final List<ComponentSize> sizes;
    private final Area area;

    private HTJ2KEncoder(List<JPEG2000Plane> planes, boolean hasColourTransform, int threads) {
        this.planes = planes;
        this.hasColourTransform = hasColourTransform;
        workers = new Workers(threads);
        area = new Area(0, 0, planes.getFirst().width(), planes.getFirst().height());
        levels = levels(area);
        sizes =
                planes.stream()
                        .map(plane -> new ComponentSize(plane.bits(), plane.isSigned(), 1, 1))
                        .toList();
        parameters = parameters();
    }

    /**
     * Encodes planes of one size.
     *
     * @param hasColourTransform whether the first three are red, green and blue, and are to be
     *     stored as luminance and chrominance (RCT, T.800 G.2)
     * @param threads how many share the work
     * @throws IllegalArgumentException if the planes differ in size, are not of one depth where
     *     their colours are transformed, or a sample is beyond its plane's depth
     */
    public static byte[] encode(
            List<JPEG2000Plane> planes, boolean hasColourTransform, int threads) {
        require(!planes.isEmpty() && planes.size() <= MAX_COMPONENTS, "No planes, or too many");
        var first = planes.getFirst();
        for (var plane : planes) {
            require(
                    plane.width() == first.width() && plane.height() == first.height(),
                    "Planes of several sizes");
            requireRange(plane);
        }
        if (hasColourTransform) {
            require(planes.size() >= 3, "A colour transform of fewer than three planes");
            for (var plane : planes.subList(0, 3)) {
                require(
                        plane.bits() == first.bits() && plane.isSigned() == first.isSigned(),
                        "A colour transform of planes of several depths");
            }
        }
        return new HTJ2KEncoder(List.copyOf(planes), hasColourTransform, threads).encode();
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void requireRange(JPEG2000Plane plane) {
        var size = new ComponentSize(plane.bits(), plane.isSigned(), 1, 1);
        for (int sample : plane.samples()) {
            if (sample < size.min() || sample > size.max()) {
                throw new IllegalArgumentException(
                        "A sample of %d in a plane of %d bits".formatted(sample, plane.bits()));
            }
        }
    }

    private static int levels(Area area) {
        int largest = Math.max(area.width(), area.height());
        int needed = 0;
        while (Math.ceilDiv(largest, 1 << needed) > BASE_SIZE) {
            needed++;
        }
        int smallest = Math.min(area.width(), area.height());
        int sensible = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(smallest);
        return Math.max(needed, Math.min(USUAL_LEVELS, sensible));
    }

    private Parameters parameters() {
        var made = new Parameters(planes.size());
        made.setProgression(ProgressionOrder.RPCL, 1, hasColourTransform);
        made.setStyle(
                new CodingStyle(
                        levels,
                        BLOCK_EXPONENT,
                        BLOCK_EXPONENT,
                        CodingStyle.HIGH_THROUGHPUT,
                        true,
                        List.of()));
        int bits = planes.stream().mapToInt(JPEG2000Plane::bits).max().orElseThrow();
        int base = bits + (hasColourTransform ? 1 : 0);
        var steps = new ArrayList<Integer>();
        steps.add(base << 11);
        for (int i = 0; i < levels; i++) {
            steps.addAll(List.of((base + 1) << 11, (base + 1) << 11, (base + 2) << 11));
        }
        made.setQuantization(new Quantization(GUARD_BITS, false, steps));
        return made;
    }

    private byte[] encode() {
        var samples = shifted();
        if (hasColourTransform) {
            ColourTransform.apply(samples);
        }
        var components = new ArrayList<TileComponent>();
        var tasks = new ArrayList<Task>();
        for (int i = 0; i < planes.size(); i++) {
            var component = TileComponent.of(parameters, i, area, sizes.get(i));
            components.add(component);
            addTasks(component, samples.get(i), tasks);
        }
        var results = new byte[tasks.size()][];
        workers.run(tasks.size(), () -> worker(tasks, results));
        var encoded = new IdentityHashMap<CodeBlock, byte[]>();
        for (int i = 0; i < results.length; i++) {
            if (results[i].length > 0) {
                encoded.put(tasks.get(i).block(), results[i]);
            }
        }
        return new CodeStreamWriter(area, sizes, parameters).write(tileParts(components, encoded));
    }

    /** The samples around zero (T.800 G.1), in arrays of their own. */
    private List<int[]> shifted() {
        var shifted = new ArrayList<int[]>();
        for (int i = 0; i < planes.size(); i++) {
            var samples = planes.get(i).samples().clone();
            int shift = sizes.get(i).levelShift();
            for (int k = 0; k < samples.length; k++) {
                samples[k] -= shift;
            }
            shifted.add(samples);
        }
        return shifted;
    }

    /** A code-block, and the band that it is of. */
    private record Task(CodeBlock block, Band band, Coefficients.Whole coefficients) {}

    private void addTasks(TileComponent component, int[] samples, List<Task> tasks) {
        var low = samples;
        for (int r = levels; r >= 0; r--) {
            var resolution = component.resolutions().get(r);
            var bands = new ArrayList<Coefficients.Whole>();
            if (r == 0) {
                bands.add(new Coefficients.Whole(low));
            } else {
                var next = new int[component.resolutions().get(r - 1).area().size()];
                for (var band : resolution.bands()) {
                    bands.add(new Coefficients.Whole(new int[band.area().size()]));
                }
                new ReversibleAnalysis(resolution.area(), low)
                        .run(
                                next,
                                bands.get(0).values(),
                                bands.get(1).values(),
                                bands.get(2).values());
                low = next;
            }
            addTasks(resolution, bands, tasks);
        }
    }

    private static void addTasks(
            Resolution resolution, List<Coefficients.Whole> bands, List<Task> tasks) {
        for (int p = 0; p < resolution.precincts(); p++) {
            for (var part : resolution.precinct(p).bands()) {
                var coefficients = bands.get(resolution.bands().indexOf(part.band));
                for (var block : part.blocks) {
                    tasks.add(new Task(block, part.band, coefficients));
                }
            }
        }
    }

    private static Workers.Worker worker(List<Task> tasks, byte[][] results) {
        var encoder = new HTBlockEncoder();
        return task -> results[task] = encode(tasks.get(task), encoder);
    }

    /** Returns nothing for a block of zeros. */
    private static byte[] encode(Task task, HTBlockEncoder encoder) {
        var block = task.block();
        int stride = task.band().area().width();
        var coefficients = task.coefficients().values();
        int from = block.y * stride + block.x;
        int used = 0;
        for (int y = 0; y < block.height; y++) {
            for (int x = 0; x < block.width; x++) {
                used |= Math.abs(coefficients[from + y * stride + x]);
            }
        }
        if (used == 0) {
            return new byte[0];
        }
        if (used >> task.band().bitPlanes() != 0) {
            throw new IllegalStateException("A coefficient beyond its band's bit-planes");
        }
        return encoder.encode(coefficients, from, stride, block.width, block.height);
    }

    /** The packets of each resolution. */
    private List<CodeStreamWriter.TilePart> tileParts(
            List<TileComponent> components, Map<CodeBlock, byte[]> encoded) {
        var parts = new ArrayList<CodeStreamWriter.TilePart>();
        for (int r = 0; r <= levels; r++) {
            var body = new ByteArrayOutputStream();
            var lengths = new ArrayList<Integer>();
            var writer = new PacketWriter(body, encoded);
            var order =
                    new ProgressionChange(r, 0, 1, r + 1, components.size(), parameters.order());
            new PacketSequence(
                            area,
                            components,
                            sizes,
                            (c, resolution, p, _) -> {
                                int before = body.size();
                                writer.write(
                                        components
                                                .get(c)
                                                .resolutions()
                                                .get(resolution)
                                                .precinct(p));
                                return lengths.add(body.size() - before);
                            })
                    .run(order);
            parts.add(new CodeStreamWriter.TilePart(body, lengths));
        }
        return parts;
    }
}
