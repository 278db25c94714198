// SPDX-License-Identifier: Apache-2.0
package spiders.archive.ingest;

import spiders.dicom.data.AttributePath;
import spiders.dicom.data.BulkDataElement;
import spiders.dicom.data.Bytes;
import spiders.dicom.data.DataSet;
import spiders.dicom.data.Element;
import spiders.dicom.data.EncapsulatedElement;
import spiders.dicom.json.JsonModel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An instance's metadata as the index keeps it: deflated DICOM JSON, in which the URI of a bulk
 * value begins with {@link #BULK} in place of the address of the archive.
 */
public final class MetadataCodec {

    /** Stands for the DICOMweb root until an answer is written. */
    public static final String BULK = "spiders-bulk:";

    private MetadataCodec() {}

    static Bytes pack(DataSet dataSet, String instancePath) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var out = new DeflaterOutputStream(bytes, deflater)) {
            JsonModel.write(dataSet, out, (path, element) -> uri(instancePath, path, element));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Bytes.of(bytes.toByteArray());
    }

    private static Optional<String> uri(String instance, AttributePath path, Element element) {
        boolean isLeft =
                element instanceof BulkDataElement || element instanceof EncapsulatedElement;
        return isLeft ? Optional.of(BULK + instance + "/bulkdata/" + path) : Optional.empty();
    }

    /** The JSON object, with {@link #BULK} still in it. */
    public static InputStream unpack(Bytes packed) {
        return new InflaterInputStream(packed.stream());
    }
}
