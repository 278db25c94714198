// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.pixel.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** Decodes one tile: its packets, code-blocks, wavelet and colour transforms. */
final class TileDecoder {

    private static final long FREE_REPEATS = 1_000_000;
    private static final int REPEATS_A_PACKET = 64;

    private final CodeStream stream;
    private final Area tile;
    private final TileParts parts;
    private final Budget budget;
    private final Workers workers;
    private final int reduction;
    private final List<TileComponent> components = new ArrayList<>();
    private long packets;
    private long repeats;

    TileDecoder(
            CodeStream stream,
            int index,
            TileParts parts,
            Budget budget,
            Workers workers,
            int reduction) {
        this.stream = stream;
        this.parts = parts;
        this.budget = budget;
        this.workers = workers;
        this.reduction = reduction;
        tile = stream.size().tile(index);
        var parameters = parts.parameters();
        for (int i = 0; i < parameters.components(); i++) {
            var size = stream.size().components().get(i);
            var area = stream.size().samples(tile, i);
            components.add(TileComponent.of(parameters, i, area, size));
        }
    }

    /** Decodes the tile into the planes of its image. */
    void decode(List<PlaneBuilder> planes) {
        readPackets();
        var samples = new ArrayList<Coefficients>();
        var synthesized = new ArrayList<Resynthesis>();
        var tasks = new ArrayList<BlockDecoder.Task>();
        for (var component : components) {
            var resynthesis = new Resynthesis(component, reduction, parts.bodies().getFirst());
            resynthesis.addTasks(tasks);
            synthesized.add(resynthesis);
        }
        workers.run(tasks.size(), () -> worker(tasks));
        for (var resynthesis : synthesized) {
            samples.add(resynthesis.run(workers));
        }
        if (parts.parameters().hasColourTransform()) {
            ColourTransform.invert(samples, parts.bodies().getFirst());
        }
        for (int i = 0; i < samples.size(); i++) {
            planes.get(i).set(components.get(i).area().reduced(reduction), samples.get(i));
        }
    }

    private Workers.Worker worker(List<BlockDecoder.Task> tasks) {
        var decoder = new BlockDecoder(stream.source());
        return task -> decoder.decode(tasks.get(task));
    }

    private void readPackets() {
        var reader = new PacketReader(parts);
        var parameters = parts.parameters();
        var sequence =
                new PacketSequence(
                        tile,
                        components,
                        stream.size().components(),
                        (c, r, p, layer) -> readPacket(reader, c, r, p, layer));
        for (var change : parameters.changes()) {
            var bounded =
                    new ProgressionChange(
                            change.firstResolution(),
                            change.firstComponent(),
                            Math.min(change.endLayer(), parameters.layers()),
                            change.endResolution(),
                            change.endComponent(),
                            change.order());
            if (!sequence.run(bounded)) {
                return;
            }
        }
        if (parameters.changes().isEmpty()) {
            sequence.run(
                    new ProgressionChange(
                            0,
                            0,
                            parameters.layers(),
                            CodingStyle.MAX_LEVELS + 1,
                            components.size(),
                            parameters.order()));
        }
    }

    private boolean readPacket(PacketReader reader, int c, int r, int p, int layer) {
        if (!reader.hasNext()) {
            throw reader.source().malformed("A tile ends before its last packet");
        }
        var component = components.get(c);
        var precinct = component.resolutions().get(r).precinct(p, budget, reader.source());
        if (layer < precinct.layers()) {
            // An earlier progression has had it (T.800 B.12.2).
            if (++repeats > FREE_REPEATS + REPEATS_A_PACKET * packets) {
                throw reader.source().malformed("Progressions that repeat each other");
            }
            return true;
        }
        packets++;
        reader.read(precinct, layer, component);
        precinct.addLayer();
        return true;
    }
}
