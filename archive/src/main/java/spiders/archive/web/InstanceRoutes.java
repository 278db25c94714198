// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.Selection;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.security.Permission;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * WADO-RS studies, series and instances: as stored, or in the transfer syntax that is asked for
 * (PS3.18 section 10.4.1.1.1).
 */
final class InstanceRoutes {

    static final String MEDIA_TYPE = "application/dicom";

    /**
     * How an instance is sent.
     *
     * @param target what it is made in; null where it goes as it is stored
     */
    private record Chosen(
            ServedInstance instance, Representation how, @Nullable TransferSyntax target) {

        boolean isStored() {
            return target == null;
        }
    }

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
            ServerRequest request, Function<ServerRequest, Selection> selector)
            throws IOException, InterruptedException {
        var selected = studies.instances(Session.user(request), selector.apply(request));
        var accepted = MediaRange.of(request);
        boolean isOne = selected.size() == 1;
        var chosen = new ArrayList<Chosen>(selected.size());
        for (var instance : selected) {
            var offers = Offers.ofObject(instance, studies.transcodes());
            var how = offers.choose(accepted, isOne);
            chosen.add(new Chosen(instance, how, offers.made(how).orElse(null)));
        }
        var first = chosen.getFirst();
        if (first.how().isMultipart()) {
            return parts(chosen);
        }
        return first.isStored() ? alone(request, first) : made(request, first);
    }

    /** An instance as it is stored, with a length and in ranges. */
    private ServerResponse alone(ServerRequest request, Chosen chosen) {
        var instance = chosen.instance();
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, chosen.how().contentType());
        headers.set(HttpHeaders.VARY, "Accept");
        var bytes = studies.bytes(instance);
        return Bodies.ranged(
                request, headers, instance.stored().sha256(), bytes.fileLength(), bytes::copyFile);
    }

    private ServerResponse made(ServerRequest request, Chosen chosen) {
        var tag = chosen.instance().stored().sha256() + "-" + chosen.how().transferSyntax();
        if (Bodies.isKnown(request, tag)) {
            return Bodies.notModified(tag);
        }
        return ServerResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, chosen.how().contentType())
                .header(HttpHeaders.VARY, "Accept")
                .header(HttpHeaders.CACHE_CONTROL, Bodies.CACHE_CONTROL)
                .eTag(tag)
                .build((_, response) -> {
                    copy(chosen, response.getOutputStream());
                    return null;
                });
    }

    private ServerResponse parts(List<Chosen> instances) {
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

    private void write(List<Chosen> instances, String boundary, OutputStream out)
            throws IOException, InterruptedException {
        try (var writer = new MultipartRelatedWriter(out, boundary)) {
            for (var chosen : instances) {
                var headers = new LinkedHashMap<String, String>();
                headers.put(HttpHeaders.CONTENT_TYPE, chosen.how().contentType());
                if (chosen.isStored()) {
                    var length = studies.bytes(chosen.instance()).fileLength();
                    headers.put(HttpHeaders.CONTENT_LENGTH, Long.toString(length));
                }
                copy(chosen, writer.part(headers));
            }
        }
    }

    private void copy(Chosen chosen, OutputStream out) throws IOException, InterruptedException {
        if (chosen.target() == null) {
            var bytes = studies.bytes(chosen.instance());
            bytes.copyFile(0, bytes.fileLength(), out);
            return;
        }
        studies.transcodes().write(chosen.instance(), chosen.target(), out);
    }
}
