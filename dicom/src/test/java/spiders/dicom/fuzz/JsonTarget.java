// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.DataSet;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonLimits;
import spiders.dicom.json.JsonModel;
import spiders.dicom.json.MalformedJsonException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;

/** The reader of DICOM JSON. */
final class JsonTarget {

    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 100, 100_000);

    private JsonTarget() {}

    static void run(byte[] input) {
        try {
            var dataSets = new ArrayList<DataSet>();
            JsonModel.read(new ByteArrayInputStream(input), LIMITS, dataSets::add);
            for (var dataSet : dataSets) {
                DataSetTarget.askEverything(dataSet);
                requireTheSame(dataSet);
            }
        } catch (MalformedJsonException e) {
            if (e.offset() < 0) {
                throw new AssertionError("No offset", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    /** What is written is read, and written as the same. */
    private static void requireTheSame(DataSet dataSet) throws IOException {
        var once = written(dataSet);
        var again = written(JsonModel.read(new ByteArrayInputStream(once)));
        if (!Arrays.equals(once, again)) {
            throw new AssertionError("Written and read, it is another");
        }
    }

    private static byte[] written(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        JsonModel.write(dataSet, out, BulkDataURI.inline());
        return out.toByteArray();
    }
}
