// SPDX-License-Identifier: Apache-2.0
package spiders.archive.viewing;

import io.airlift.compress.v3.zstd.ZstdInputStream;
import io.airlift.compress.v3.zstd.ZstdOutputStream;

import spiders.archive.ingest.MetadataCodec;
import spiders.archive.store.BundleTable;
import spiders.archive.store.BundleTable.Bundle;
import spiders.archive.store.BundleTable.SeriesState;
import spiders.archive.store.Selection;
import spiders.archive.store.ServingQueries.BytesSink;
import spiders.dicom.data.Bytes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * The metadata of series as answers give them: taken as they are kept, or made, and kept where the
 * series has been left alone for a while. One series is held at a time.
 */
public final class MetadataBundles {

    /** What is packed beyond this is never in one piece. */
    private static final int LARGEST = 32 << 20;

    private final BundleTable table;
    private final int quietSeconds;

    /**
     * Bundles over a database.
     *
     * @param quietSeconds how long nothing must have come to a series before its bundle is kept
     */
    public MetadataBundles(DataSource database, int quietSeconds) {
        this.table = new BundleTable(database);
        this.quietSeconds = quietSeconds;
    }

    List<SeriesState> series(Selection selection) {
        return table.series(selection);
    }

    /** Where the metadata of a series goes. */
    public interface Target {

        /** Takes elements of an array without its brackets, one frame of Zstandard. */
        void packed(Bytes frame) throws IOException;

        /** Where elements of an array go, with commas between them. */
        OutputStream plain() throws IOException;

        /** Whether {@link #packed} costs less than {@link #plain}. */
        boolean isPackedBetter();
    }

    /** Writes the metadata of a series, with URIs of bulk data under an address. */
    public void write(SeriesState series, String root, Target target) throws IOException {
        var kept = table.find(series.series());
        var bundle = kept.isPresent() ? kept.get() : made(series, root);
        if (bundle.packed().length() == 0) { // Too large for one piece.
            writeRows(series, root, target);
        } else if (!target.isPackedBetter()) {
            unpack(bundle, root, target.plain());
        } else if (bundle.root().equals(root)) {
            target.packed(bundle.packed());
        } else {
            target.packed(moved(bundle, root).packed());
        }
    }

    /** A bundle of the series as it is; an empty one where that would be too large. */
    private Bundle made(SeriesState series, String root) throws IOException {
        var bytes = new Limited();
        Optional<BundleTable.Read> read;
        try (var out = new ZstdOutputStream(bytes)) {
            var elements = new Elements(BulkRoots.to(root), out);
            read = table.read(series.series(), quietSeconds, elements);
        }
        if (bytes.isOver()) {
            return new Bundle(series, root, Bytes.empty());
        }
        var state = read.map(BundleTable.Read::state).orElse(series);
        var bundle = new Bundle(state, root, Bytes.of(bytes.toByteArray()));
        if (read.filter(BundleTable.Read::isQuiet).isPresent()) {
            table.keep(bundle);
        }
        return bundle;
    }

    /** Writes one element of an array after the other, with commas between them. */
    private static final class Elements implements BytesSink {

        private final BulkRoots roots;
        private final OutputStream out;
        private boolean isBegun;

        Elements(BulkRoots roots, OutputStream out) {
            this.roots = roots;
            this.out = out;
        }

        @Override
        public void accept(Bytes packed) throws IOException {
            if (isBegun) {
                out.write(',');
            }
            isBegun = true;
            try (var in = MetadataCodec.unpack(packed)) {
                roots.write(in.readAllBytes(), out);
            }
        }
    }

    private void writeRows(SeriesState series, String root, Target target) throws IOException {
        var elements = new Elements(BulkRoots.to(root), target.plain());
        table.read(series.series(), quietSeconds, elements);
    }

    private static void unpack(Bundle bundle, String root, OutputStream out) throws IOException {
        try (var in = new ZstdInputStream(bundle.packed().stream())) {
            if (bundle.root().equals(root)) {
                in.transferTo(out);
            } else {
                BulkRoots.from(bundle.root(), root).write(in.readAllBytes(), out);
            }
        }
    }

    /** The bundle under another address; it stays kept under the last that was asked by. */
    private Bundle moved(Bundle bundle, String root) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ZstdOutputStream(bytes)) {
            unpack(bundle, root, out);
        }
        var moved = new Bundle(bundle.state(), root, Bytes.of(bytes.toByteArray()));
        table.keep(moved);
        return moved;
    }

    /** Bytes in memory, up to a limit; what comes after it is counted alone. */
    private static final class Limited extends OutputStream {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean over;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] array, int offset, int length) {
            over |= bytes.size() + (long) length > LARGEST;
            if (!over) {
                bytes.write(array, offset, length);
            }
        }

        boolean isOver() {
            return over;
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }
}
