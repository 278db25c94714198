// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.dicom.io.BulkDataSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** Values of a deflated data set: inflated from its beginning on each time. */
public final class DeflatedSource implements BulkDataSource {

    private final Path file;
    private final long dataSetOffset;

    public DeflatedSource(Path file, long dataSetOffset) {
        this.file = file;
        this.dataSetOffset = dataSetOffset;
    }

    @Override
    public InputStream open(long offset, long length) throws IOException {
        var in = Files.newInputStream(file);
        try {
            in.skipNBytes(dataSetOffset);
            var inflated = new InflaterInputStream(in, new Inflater(true), 1 << 16);
            inflated.skipNBytes(offset);
            return new BoundedInput(inflated, length);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
