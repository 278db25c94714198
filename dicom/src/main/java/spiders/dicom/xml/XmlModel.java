// SPDX-License-Identifier: Apache-2.0
package spiders.dicom.xml;

import spiders.dicom.data.DataSet;
import spiders.dicom.json.BulkDataURI;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Data sets as XML, {@code application/dicom+xml}: the Native DICOM Model (PS3.19 section A.1).
 *
 * <p>Text is UTF-8, and (0008,0005), if it is there, says so. Compressed pixel data has no form in
 * the model but a URI. A character that XML cannot write is written as U+FFFD. Words within inline
 * binary are little-endian, as they are in DICOM JSON.
 */
public final class XmlModel {

    /** The namespace of the model's elements. */
    public static final String NAMESPACE = "http://dicom.nema.org/PS3.19/models/NativeDICOM";

    private XmlModel() {}

    /** Writes one data set as a document; the stream stays open. */
    public static void write(DataSet dataSet, OutputStream out, BulkDataURI bulkData)
            throws IOException {
        var xml = new XmlOutput(out);
        new XmlDataSetWriter(xml, bulkData).document(dataSet);
        xml.flush();
    }

    /** Reads a document, within the default limits. */
    public static DataSet read(InputStream in) throws IOException {
        return read(in, XmlLimits.defaults());
    }

    /**
     * Reads a document. A document type is refused, and with it every entity but those of XML
     * itself: nothing is fetched, nothing expands.
     *
     * @throws MalformedXmlException if the text is no data set, or goes beyond a limit
     */
    public static DataSet read(InputStream in, XmlLimits limits) throws IOException {
        try (var xml = new XmlInput(in, limits)) {
            return new XmlDataSetReader(xml, limits).document();
        }
    }
}
