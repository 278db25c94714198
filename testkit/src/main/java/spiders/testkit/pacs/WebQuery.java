// SPDX-License-Identifier: Apache-2.0
package spiders.testkit.pacs;

import spiders.dicom.data.DataSet;
import spiders.dicom.data.DataSetBuilder;
import spiders.dicom.data.Tag;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Dictionary;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The path and the parameters of a DICOMweb request. */
record WebQuery(List<String> path, DataSet keys, int offset, int limit) {

    WebQuery {
        path = List.copyOf(path);
    }

    /** Reads a request under a root; the path starts after it. */
    static WebQuery of(URI uri, String root) {
        var path = new ArrayList<String>();
        for (var segment : uri.getPath().substring(root.length()).split("/", -1)) {
            if (!segment.isEmpty()) {
                path.add(segment);
            }
        }
        var keys = DataSet.builder();
        int offset = 0;
        int limit = Integer.MAX_VALUE;
        var query = uri.getRawQuery();
        for (var pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            var name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            var value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            switch (name) {
                case "offset" -> offset = Integer.parseInt(value);
                case "limit" -> limit = Integer.parseInt(value);
                case "includefield", "fuzzymatching" -> {}
                default -> key(keys, name, value);
            }
        }
        return new WebQuery(path, keys.build(), offset, limit);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void key(DataSetBuilder keys, String name, String value) {
        Tag tag = Dictionary.tag(name).orElseGet(() -> Tag.parse(name));
        if (Dictionary.vr(tag) == VR.UI) {
            keys.set(tag, value.split("[,\\\\]", -1));
        } else {
            keys.set(tag, value);
        }
    }
}
