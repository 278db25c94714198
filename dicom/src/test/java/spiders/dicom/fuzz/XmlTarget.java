// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.fuzz;

import spiders.dicom.data.DataSet;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.xml.MalformedXmlException;
import spiders.dicom.xml.XmlLimits;
import spiders.dicom.xml.XmlModel;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** The reader of the Native DICOM Model. */
final class XmlTarget {

    private static final XmlLimits LIMITS = new XmlLimits(1 << 20, 100, 100_000);

    private XmlTarget() {}

    static void run(byte[] input) {
        try {
            var dataSet = XmlModel.read(new ByteArrayInputStream(input), LIMITS);
            DataSetTarget.askEverything(dataSet);
            var once = written(dataSet);
            var again = written(XmlModel.read(new ByteArrayInputStream(once)));
            if (!Arrays.equals(once, again)) {
                throw new AssertionError("Written and read, it is another");
            }
        } catch (MalformedXmlException e) {
            if (e.offset() < -1) {
                throw new AssertionError("No offset", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail", e);
        }
    }

    private static byte[] written(DataSet dataSet) throws IOException {
        var out = new ByteArrayOutputStream();
        XmlModel.write(dataSet, out, BulkDataURI.inline());
        return out.toByteArray();
    }
}
