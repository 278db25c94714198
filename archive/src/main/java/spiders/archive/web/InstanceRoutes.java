// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.Selection;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.security.Permission;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * WADO-RS studies, series and instances, as stored (PS3.18 section 10.4.1.1.1).
 *
 * <p>A request without a transfer syntax gets what is stored, and not Explicit VR Little Endian:
 * clients that leave it out, dicomweb-client and with it OHIF, read either.
 */
final class InstanceRoutes {

    private static final String MEDIA_TYPE = "application/dicom";

    private final GrantedStudies studies;

    InstanceRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        routes.get(Paths.STUDY, Permission.VIEW_IMAGES, request -> instances(request, Paths::study))
                .get(
                        Paths.SERIES,
                        Permission.VIEW_IMAGES,
                        request -> instances(request, Paths::series))
                .get(
                        Paths.INSTANCE,
                        Permission.VIEW_IMAGES,
                        request -> instances(request, Paths::instance));
    }

    private ServerResponse instances(
            ServerRequest request, Function<ServerRequest, Selection> selector) {
        var selected = studies.instances(Session.user(request), selector.apply(request));
        var accepted = MediaRange.of(request);
        boolean isOne = selected.size() == 1;
        Representation first = null;
        for (var instance : selected) {
            var chosen =
                    Representation.choose(accepted, List.of(offer(instance)), isOne)
                            .orElseThrow(NotAcceptableException::new);
            first = first == null ? chosen : first;
        }
        return first != null && !first.isMultipart()
                ? alone(request, selected.getFirst(), first)
                : parts(selected);
    }

    private static Representation.Offer offer(ServedInstance instance) {
        var syntax = instance.stored().transferSyntax().uid().value();
        return new Representation.Offer(MEDIA_TYPE, syntax, true);
    }

    private ServerResponse alone(
            ServerRequest request, ServedInstance instance, Representation representation) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, representation.contentType());
        headers.set(HttpHeaders.VARY, "Accept");
        var bytes = studies.bytes(instance);
        return Bodies.ranged(
                request, headers, instance.stored().sha256(), bytes.fileLength(), bytes::copyFile);
    }

    private ServerResponse parts(List<ServedInstance> instances) {
        var boundary = MultipartRelatedWriter.newBoundary();
        return ServerResponse.ok()
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        MultipartRelatedWriter.contentType(MEDIA_TYPE, boundary))
                .header(HttpHeaders.VARY, "Accept")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build((_, response) -> {
                    write(instances, boundary, response.getOutputStream());
                    return null;
                });
    }

    private void write(List<ServedInstance> instances, String boundary, OutputStream out)
            throws IOException {
        try (var writer = new MultipartRelatedWriter(out, boundary)) {
            for (var instance : instances) {
                var headers = new LinkedHashMap<String, String>();
                headers.put(
                        HttpHeaders.CONTENT_TYPE,
                        MEDIA_TYPE
                                + "; transfer-syntax="
                                + instance.stored().transferSyntax().uid().value());
                var bytes = studies.bytes(instance);
                headers.put(HttpHeaders.CONTENT_LENGTH, Long.toString(bytes.fileLength()));
                var part = writer.part(headers);
                bytes.copyFile(0, bytes.fileLength(), part);
            }
        }
    }
}
