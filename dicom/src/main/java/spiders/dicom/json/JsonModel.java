// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.json;

import spiders.dicom.data.DataSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Data sets as DICOM JSON, {@code application/dicom+json} (PS3.18 annex F).
 *
 * <p>Text is UTF-8, and (0008,0005), if it is there, says so. Compressed pixel data has no form in
 * the model but a URI.
 */
public final class JsonModel {

    private JsonModel() {}

    /** Writes one data set as an object; the stream stays open. */
    public static void write(DataSet dataSet, OutputStream out, BulkDataURI bulkData)
            throws IOException {
        var json = new JsonOutput(out);
        new JsonDataSetWriter(json, bulkData).dataSet(dataSet);
        json.flush();
    }

    /** Writes data sets as an array, one as it comes; the stream stays open. */
    public static void write(Iterable<DataSet> dataSets, OutputStream out, BulkDataURI bulkData)
            throws IOException {
        var json = new JsonOutput(out);
        var writer = new JsonDataSetWriter(json, bulkData);
        json.put('[');
        boolean isFirst = true;
        for (var dataSet : dataSets) {
            if (!isFirst) {
                json.plain(",\n");
            }
            isFirst = false;
            writer.dataSet(dataSet);
        }
        json.put(']');
        json.flush();
    }

    /**
     * Reads one object, within the default limits.
     *
     * @throws MalformedJsonException if the text is no data set, or goes beyond a limit
     */
    public static DataSet read(InputStream in) throws IOException {
        var limits = JsonLimits.defaults();
        var json = new JsonInput(in, limits.bytes());
        var dataSet = new JsonDataSetReader(json, limits).dataSet();
        requireEnd(json);
        return dataSet;
    }

    /** Reads an array of objects, or a single object as an array of one. */
    public static List<DataSet> readAll(InputStream in) throws IOException {
        var dataSets = new ArrayList<DataSet>();
        read(in, JsonLimits.defaults(), dataSets::add);
        return List.copyOf(dataSets);
    }

    /** Reads an array of objects, or a single one, and hands each on as soon as it is read. */
    public static void read(InputStream in, JsonLimits limits, Consumer<DataSet> taker)
            throws IOException {
        var json = new JsonInput(in, limits.bytes());
        var reader = new JsonDataSetReader(json, limits);
        if (json.peekToken() == '{') {
            taker.accept(reader.dataSet());
            requireEnd(json);
            return;
        }
        json.expect('[');
        if (!json.take(']')) {
            do {
                taker.accept(reader.dataSet());
            } while (json.hasMore(']'));
        }
        requireEnd(json);
    }

    private static void requireEnd(JsonInput json) throws IOException {
        if (json.peekToken() != 0) {
            throw json.failure("Text behind the end");
        }
    }
}
