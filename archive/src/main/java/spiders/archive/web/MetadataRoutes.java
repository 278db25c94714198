// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.ingest.MetadataCodec;
import spiders.archive.store.BundleTable.SeriesState;
import spiders.archive.store.Selection;
import spiders.archive.viewing.BulkRoots;
import spiders.archive.viewing.GrantedStudies;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;

/** WADO-RS metadata, from the index alone (PS3.18 section 10.4.1.1.2). */
final class MetadataRoutes {

    private final GrantedStudies studies;

    MetadataRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        routes.get(
                        Paths.STUDY + "/metadata",
                        Permission.VIEW_IMAGES,
                        request -> metadata(request, Paths::study))
                .get(
                        Paths.SERIES + "/metadata",
                        Permission.VIEW_IMAGES,
                        request -> metadata(request, Paths::series))
                .get(Paths.INSTANCE + "/metadata", Permission.VIEW_IMAGES, this::instance);
    }

    private ServerResponse instance(ServerRequest request) {
        JsonAnswer.requireAccepted(request);
        var user = Session.user(request);
        var selection = Paths.instance(request);
        var tag = "W/\"" + studies.version(user, selection) + "\"";
        if (isKnown(request, tag)) {
            return notModified(tag);
        }
        var roots = BulkRoots.to(Paths.root(request));
        return JsonAnswer.of(found(tag), out -> instance(user, selection, roots, out));
    }

    private void instance(
            User user, Selection.Instance selection, BulkRoots roots, OutputStream out)
            throws IOException {
        out.write('[');
        studies.metadata(
                user,
                selection,
                packed -> {
                    try (var in = MetadataCodec.unpack(packed)) {
                        roots.write(in.readAllBytes(), out);
                    }
                });
        out.write(']');
    }

    private ServerResponse metadata(
            ServerRequest request, Function<ServerRequest, Selection> selector) {
        JsonAnswer.requireAccepted(request);
        var user = Session.user(request);
        var selection = selector.apply(request);
        var series = studies.series(user, selection);
        var tag = tag(series);
        if (isKnown(request, tag)) {
            return notModified(tag);
        }
        var root = Paths.root(request);
        return JsonAnswer.ofArrays(
                found(tag),
                arrays -> {
                    for (var one : series) {
                        arrays.next();
                        studies.bundles().write(one, root, arrays);
                    }
                });
    }

    /** Any change of the selection makes another: an instance more, one changed, one less. */
    private static String tag(List<SeriesState> series) {
        long instances = series.stream().mapToLong(SeriesState::instances).sum();
        long changes = series.stream().mapToLong(SeriesState::changes).sum();
        return "W/\"%d-%d-%d\"".formatted(series.size(), instances, changes);
    }

    private static boolean isKnown(ServerRequest request, String tag) {
        return request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(tag);
    }

    private static ServerResponse notModified(String tag) {
        return ServerResponse.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
    }

    private static ServerResponse.BodyBuilder found(String tag) {
        return ServerResponse.ok().eTag(tag).header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
    }
}
