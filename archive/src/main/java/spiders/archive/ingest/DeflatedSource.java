// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Values of a deflated data set: inflated from its beginning on each time. */
public final class DeflatedSource implements BulkDataSource {

    private final BulkDataSource file;
    private final long dataSetOffset;
    private final long dataSetLength;

    public DeflatedSource(BulkDataSource file, long dataSetOffset, long dataSetLength) {
        this.file = file;
        this.dataSetOffset = dataSetOffset;
        this.dataSetLength = dataSetLength;
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
        var in = file.open(dataSetOffset, dataSetLength);
        try {
            var inflated = new InflaterInputStream(in, new Inflater(true), 1 << 16);
            inflated.skipNBytes(offset);
            return new BoundedInput(inflated, length);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
