// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import spiders.archive.web.Resource;
import spiders.archive.web.StoreLimits;

import java.util.Map;

/** What DICOMweb is asked, and answers. */
final class WebTables {

    private WebTables() {}

    static Map<String, String> all() {
        var limits = StoreLimits.DEFAULT;
        return Map.of(
                "resources", resources(),
                "results", "%d".formatted(Resource.RESULTS),
                "most-results", "%d".formatted(Resource.MOST_RESULTS),
                "stored-types", MarkdownTable.codes(Resource.storedMediaTypes()),
                "most-objects", "%d".formatted(limits.objects()),
                "most-gigabytes", "%d".formatted(limits.bytes() >> 30));
    }

    private static String resources() {
        var table = new MarkdownTable("service", "method", "path", "media types", "parameters");
        for (var resource : Resource.all()) {
            table.add(
                    resource.service().toString(),
                    resource.method(),
                    MarkdownTable.code(resource.path()),
                    MarkdownTable.codes(resource.mediaTypes()),
                    MarkdownTable.codes(resource.parameters()));
        }
        return table.toString();
    }
}
