// SPDX-License-Identifier: Apache-2.0
package spiders.server.conformance;

import spiders.archive.web.Resource;
import spiders.archive.web.StoreFailure;
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
                "stored-pixel-types", storedPixelTypes(),
                "store-failures", storeFailures(),
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

    private static String storedPixelTypes() {
        var table = new MarkdownTable("media type", "transfer syntaxes");
        Resource.storedPixelTypes()
                .forEach((type, syntaxes) ->
                        table.add(
                                MarkdownTable.code(type),
                                String.join(
                                        ", ",
                                        syntaxes.stream()
                                                .map(syntax -> syntax.uid().value())
                                                .toList())));
        return table.toString();
    }

    private static String storeFailures() {
        var table = new MarkdownTable("failure reason", "when");
        for (var failure : StoreFailure.values()) {
            table.add("%04X".formatted(failure.code()), failure.reason());
        }
        return table.toString();
    }
}
