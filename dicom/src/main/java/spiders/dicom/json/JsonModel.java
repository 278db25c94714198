// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;
import spiders.dicom.io.Pending;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Data sets as DICOM JSON, {@code application/dicom+json} (PS3.18 annex F). */
public final class JsonModel {

    private JsonModel() {}

    /** Writes one data set as an object in UTF-8; the stream stays open. */
    public static void write(DataSet dataSet, OutputStream out, BulkDataURI bulkData)
            throws IOException {
        Pending.here();
    }

    /** Writes data sets as an array, one as it comes; the stream stays open. */
    public static void write(Iterable<DataSet> dataSets, OutputStream out, BulkDataURI bulkData)
            throws IOException {
        Pending.here();
    }

    /** Reads one object. */
    public static DataSet read(InputStream in) throws IOException {
        Pending.here();
        return DataSet.empty();
    }

    /** Reads an array of objects, or a single object as an array of one. */
    public static List<DataSet> readAll(InputStream in) throws IOException {
        Pending.here();
        return List.of();
    }
}
