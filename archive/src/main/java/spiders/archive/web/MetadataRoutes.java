// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.ingest.MetadataCodec;
import spiders.archive.store.Selection;
import spiders.archive.viewing.GrantedStudies;
import spiders.security.Permission;
import spiders.security.User;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** WADO-RS metadata, from the index alone (PS3.18 section 10.4.1.1.2). */
final class MetadataRoutes {

    private static final byte[] MARK =
            ("\"" + MetadataCodec.BULK).getBytes(StandardCharsets.US_ASCII);

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
                .get(
                        Paths.INSTANCE + "/metadata",
                        Permission.VIEW_IMAGES,
                        request -> metadata(request, Paths::instance));
    }

    private ServerResponse metadata(
            ServerRequest request, Function<ServerRequest, Selection> selector) {
        JsonAnswer.requireAccepted(request);
        var user = Session.user(request);
        var selection = selector.apply(request);
        var tag = "W/\"" + studies.version(user, selection) + "\"";
        if (request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(tag)) {
            return ServerResponse.status(HttpStatus.NOT_MODIFIED).eTag(tag).build();
        }
        var root = Paths.root(request);
        return JsonAnswer.of(
                ServerResponse.ok()
                        .eTag(tag)
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache"),
                out -> write(user, selection, root, out));
    }

    private void write(User user, Selection selection, String root, OutputStream out)
            throws IOException {
        var separator = new Separator(out);
        var with = ("\"" + root).getBytes(StandardCharsets.UTF_8);
        studies.metadata(
                user,
                selection,
                packed -> {
                    separator.next();
                    try (var in = MetadataCodec.unpack(packed)) {
                        replace(in.readAllBytes(), with, out);
                    }
                });
        separator.end();
    }

    /** Writes the bytes with each mark replaced; a mark stands only where a URI begins. */
    private static void replace(byte[] json, byte[] with, OutputStream out) throws IOException {
        int from = 0;
        for (int at = find(json, from); at >= 0; at = find(json, from)) {
            out.write(json, from, at - from);
            out.write(with);
            from = at + MARK.length;
        }
        out.write(json, from, json.length - from);
    }

    private static int find(byte[] json, int from) {
        for (int i = from; i <= json.length - MARK.length; i++) {
            if (json[i] == MARK[0] && isMark(json, i)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isMark(byte[] json, int at) {
        for (int i = 1; i < MARK.length; i++) {
            if (json[at + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    /** The brackets and commas of an array. */
    private static final class Separator {

        private final OutputStream out;
        private boolean isBegun;

        Separator(OutputStream out) {
            this.out = out;
        }

        void next() throws IOException {
            out.write(isBegun ? ',' : '[');
            isBegun = true;
        }

        void end() throws IOException {
            if (!isBegun) {
                out.write('[');
            }
            out.write(']');
        }
    }
}
