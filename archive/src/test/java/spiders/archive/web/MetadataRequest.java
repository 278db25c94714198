// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.ReferencedElement;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.json.BulkDataURI;
import spiders.dicom.json.JsonModel;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.dicom.xml.XmlModel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A STOW-RS request of metadata and bulk data as it grows, part by part. */
final class MetadataRequest {

    static final String JSON = "application/dicom+json";
    static final String XML = "application/dicom+xml";
    static final String BYTES = "application/octet-stream";

    private final String type;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MultipartRelatedWriter writer = new MultipartRelatedWriter(out, "edge");

    MetadataRequest(String type) {
        this.type = type;
    }

    /** Metadata as they are, and values that are named by a URI by that. */
    static MetadataRequest json(DataSet... metadata) {
        return new MetadataRequest(JSON).part(JSON, "", jsonOf(metadata));
    }

    static byte[] jsonOf(DataSet... metadata) {
        var json = new ByteArrayOutputStream();
        try {
            JsonModel.write(List.of(metadata), json, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return json.toByteArray();
    }

    static MetadataRequest xml(DataSet... metadata) {
        var request = new MetadataRequest(XML);
        for (var one : metadata) {
            request.xmlPart(one);
        }
        return request;
    }

    MetadataRequest xmlPart(DataSet metadata) {
        var xml = new ByteArrayOutputStream();
        try {
            XmlModel.write(metadata, xml, BulkDataURI.inline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return part(XML, "", xml.toByteArray());
    }

    static DataSet named(DataSet dataSet, Tag tag, VR vr, String uri) {
        return dataSet.with(new ReferencedElement(tag, vr, uri));
    }

    MetadataRequest bytes(String location, byte[] bytes) {
        return part(BYTES, location, bytes);
    }

    MetadataRequest part(String partType, String location, byte[] bytes) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", partType);
        if (!location.isEmpty()) {
            headers.put("Content-Location", location);
        }
        return part(headers, bytes);
    }

    MetadataRequest part(Map<String, String> headers, byte[] bytes) {
        try {
            writer.part(headers).write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    MetadataRequest part(String partType, String location, String text) {
        return part(partType, location, text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return MultipartRelatedWriter.contentType(type, "edge");
    }

    byte[] body() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
