// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.io;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.TransferSyntax;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * An encoded data set as a stream: the bytes of what was in memory, and between them the values
 * that were left in a file, of which one is open at a time. A value that ends early fails.
 */
final class ComposedStream extends InputStream {

    /** Some consecutive bytes, opened in their turn. */
    private interface Piece {

        InputStream open() throws IOException;

        long length();
    }

    private record Encoded(ByteArrayOutputStream bytes) implements Piece {

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        @Override
        public long length() {
            return bytes.size();
        }
    }

    private record Left(BulkDataSource bulkData, long offset, long length) implements Piece {

        @Override
        public InputStream open() throws IOException {
            return bulkData.open(offset, length);
        }
    }

    private final Iterator<Piece> pieces;
    private InputStream current = InputStream.nullInputStream();
    private long remaining;

    private ComposedStream(List<Piece> pieces) {
        this.pieces = pieces.iterator();
    }

    static ComposedStream of(DataSet dataSet, TransferSyntax syntax, BulkDataSource bulkData)
            throws IOException {
        if (syntax.isDeflated()) {
            throw new IllegalArgumentException("A deflated data set is not made as it is read");
        }
        PixelDataForm.require(dataSet, syntax);
        var encoder = new Encoder(Encoding.of(syntax), bulkData);
        encoder.encode(dataSet.declared());
        return new ComposedStream(encoder.pieces);
    }

    /** Gathers the pieces; what is encoded goes to the last of them. */
    private static final class Encoder {

        private final BulkDataSource bulkData;
        private final Encoding encoding;
        private final List<Piece> pieces = new ArrayList<>();
        private ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

        Encoder(Encoding encoding, BulkDataSource bulkData) {
            this.encoding = encoding;
            this.bulkData = bulkData;
        }

        void encode(DataSet dataSet) throws IOException {
            var out = new Output(new Gathered(), encoding);
            new DataSetEncoder(out, (offset, length, size) -> left(out, offset, length, size))
                    .dataSet(dataSet);
            out.flush();
            pieces.add(new Encoded(bytes));
        }

        private void left(Output out, long offset, long length, int swappedWordSize)
                throws IOException {
            if (swappedWordSize != 1) {
                throw new IllegalArgumentException("Words left in a file are not turned around");
            }
            out.flush();
            pieces.add(new Encoded(bytes));
            bytes = new ByteArrayOutputStream();
            pieces.add(new Left(bulkData, offset, length));
        }

        private final class Gathered extends OutputStream {

            @Override
            public void write(int b) {
                bytes.write(b);
            }

            @Override
            public void write(byte[] array, int offset, int length) {
                bytes.write(array, offset, length);
            }
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (remaining == 0) {
            if (!pieces.hasNext()) {
                return -1;
            }
            current.close();
            var next = pieces.next();
            current = next.open();
            remaining = next.length();
        }
        int count = current.read(target, offset, (int) Math.min(length, remaining));
        if (count < 0) {
            throw new IOException("Bulk data ended %d bytes early".formatted(remaining));
        }
        remaining -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        remaining = 0;
        pieces.forEachRemaining(piece -> {}); // Nothing more is opened.
        current.close();
    }
}
