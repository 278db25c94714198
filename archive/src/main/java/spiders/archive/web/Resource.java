// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import spiders.archive.receiving.Assembly;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.data.TransferSyntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What DICOMweb is answered at which address, as the conformance statement lists it (PS3.18 section
 * 10).
 *
 * @param path from the root of the server, parts that vary in braces
 * @param mediaTypes of the answer, the one that is given unasked first
 * @param parameters that the query string may hold, besides keys
 */
public record Resource(
        Service service,
        String method,
        String path,
        List<String> mediaTypes,
        List<String> parameters) {

    /** Which service of PS3.18. */
    public enum Service {
        SEARCH("Search (QIDO-RS)"),
        RETRIEVE("Retrieve (WADO-RS)"),
        STORE("Store (STOW-RS)");

        private final String text;

        Service(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** How many results a search gives that names no limit. */
    public static final int RESULTS = SearchRoutes.LIMIT;

    /** How many results a search gives at most. */
    public static final int MOST_RESULTS = SearchRoutes.MOST;

    private static final List<String> JSON = List.of(JsonAnswer.MEDIA_TYPE);
    private static final List<String> OBJECTS =
            List.of(multipart(InstanceRoutes.MEDIA_TYPE), InstanceRoutes.MEDIA_TYPE);
    private static final List<String> BYTES =
            List.of(multipart(FrameMediaType.BYTES), FrameMediaType.BYTES);

    public Resource {
        mediaTypes = List.copyOf(mediaTypes);
        parameters = List.copyOf(parameters);
    }

    /** Every address. */
    public static List<Resource> all() {
        var all = new ArrayList<Resource>();
        var levels = List.of(Paths.STUDY, Paths.SERIES, Paths.INSTANCE);
        for (var path :
                List.of(
                        Paths.ROOT + "/studies",
                        Paths.ROOT + "/series",
                        Paths.STUDY + "/series",
                        Paths.ROOT + "/instances",
                        Paths.STUDY + "/instances",
                        Paths.SERIES + "/instances")) {
            all.add(new Resource(Service.SEARCH, "GET", path, JSON, searchParameters()));
        }
        levels.forEach(path -> all.add(retrieved(path, OBJECTS)));
        levels.forEach(path -> all.add(retrieved(path + "/metadata", JSON)));
        all.add(retrieved(Paths.INSTANCE + "/frames/{frames}", frameTypes()));
        all.add(retrieved(Paths.INSTANCE + "/bulkdata/{*path}", BYTES));
        for (var suffix : List.of("/rendered", "/thumbnail")) {
            levels.forEach(path -> all.add(picture(path + suffix)));
            all.add(picture(Paths.INSTANCE + "/frames/{frames}" + suffix));
        }
        for (var path : List.of(Paths.ROOT + "/studies", Paths.STUDY)) {
            var answers = List.of(JsonAnswer.MEDIA_TYPE, StoreAnswer.XML);
            all.add(new Resource(Service.STORE, "POST", path, answers, List.of()));
        }
        return List.copyOf(all);
    }

    /** What is taken by the store service. */
    public static List<String> storedMediaTypes() {
        var types =
                new ArrayList<>(StoreRoutes.PART_TYPES.stream().map(Resource::multipart).toList());
        types.add(StoreRoutes.OBJECT);
        return List.copyOf(types);
    }

    /**
     * The media types of compressed pixel data that the store service takes apart from metadata,
     * with the transfer syntaxes that they may be in.
     */
    public static Map<String, List<TransferSyntax>> storedPixelTypes() {
        return Assembly.pixelMediaTypes();
    }

    /** The media type of a frame in a transfer syntax. */
    public static String frameMediaType(TransferSyntax syntax) {
        return FrameMediaType.of(syntax);
    }

    private static Resource retrieved(String path, List<String> mediaTypes) {
        return new Resource(Service.RETRIEVE, "GET", path, mediaTypes, List.of());
    }

    private static Resource picture(String path) {
        var types = PictureRoutes.OFFERS.stream().map(Offer::mediaType).toList();
        return new Resource(Service.RETRIEVE, "GET", path, types, PictureQuery.PARAMETERS);
    }

    private static List<String> searchParameters() {
        var parameters = new ArrayList<>(SearchKeys.NOT_KEYS);
        parameters.add(SearchKeys.INCLUDED);
        return parameters.stream().sorted().toList();
    }

    private static List<String> frameTypes() {
        return TransferSyntax.known().stream()
                .map(FrameMediaType::of)
                .distinct()
                .sorted()
                .map(Resource::multipart)
                .toList();
    }

    private static String multipart(String type) {
        return "multipart/related; type=\"" + type + "\"";
    }
}
