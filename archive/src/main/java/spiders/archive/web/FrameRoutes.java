// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.ingest.BulkTable;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.StudyNotGrantedException;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.data.AttributePath;
import spiders.dicom.data.TransferSyntax;
import spiders.dicom.data.VR;
import spiders.dicom.dictionary.Tags;
import spiders.dicom.io.FrameIndex.Segment;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * WADO-RS frames and bulk data, read where they stand in the file (PS3.18 sections 10.4.1.1.4 and
 * 10.4.1.1.5).
 */
final class FrameRoutes {

    private static final String PIXEL_DATA = AttributePath.of(Tags.PixelData).toString();
    private static final String EXPLICIT_VR_LITTLE_ENDIAN =
            TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid().value();

    /** One thing to send: where it stands, and what kind of bytes it is. */
    private record Piece(VR vr, List<Segment> segments, String location) {

        long length() {
            return segments.stream().mapToLong(Segment::length).sum();
        }
    }

    private final GrantedStudies studies;

    FrameRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        routes.get(Paths.INSTANCE + "/frames/{frames}", Permission.VIEW_IMAGES, this::frames)
                .get(Paths.INSTANCE + "/bulkdata/{*path}", Permission.VIEW_IMAGES, this::bulkData);
    }

    private ServerResponse frames(ServerRequest request) {
        var instance = instance(request);
        var numbers = Params.path(request, "frames", FrameRoutes::numbers);
        var table = studies.bulk(instance);
        var vr = table.value(PIXEL_DATA).map(BulkTable.Value::vr).orElse(VR.OB);
        var pieces = new ArrayList<Piece>();
        for (int number : numbers) {
            if (number < 1 || number > table.frames()) {
                throw new StudyNotGrantedException();
            }
            var location = Paths.root(request) + path(instance) + "/frames/" + number;
            pieces.add(new Piece(vr, table.frame(number), location));
        }
        return answer(request, instance, pieces, offers(instance));
    }

    /** Compressed frames have a media type of their own; plain bytes only where asked for. */
    private static List<Offer> offers(ServedInstance instance) {
        var syntax = instance.stored().transferSyntax();
        if (!syntax.isEncapsulated()) {
            return List.of(new Offer(FrameMediaType.BYTES, EXPLICIT_VR_LITTLE_ENDIAN, true));
        }
        var uid = syntax.uid().value();
        return List.of(
                new Offer(FrameMediaType.of(syntax), uid, true),
                new Offer(FrameMediaType.BYTES, uid, false));
    }

    private ServerResponse bulkData(ServerRequest request) {
        var instance = instance(request);
        var path = Params.path(request, "path", text -> AttributePath.parse(text.substring(1)));
        var location = Paths.root(request) + path(instance) + "/bulkdata/" + path;
        var table = studies.bulk(instance);
        var value = table.value(path.toString());
        if (value.isPresent()) {
            var piece = new Piece(value.get().vr(), List.of(value.get().segment()), location);
            var offer = new Offer(FrameMediaType.BYTES, EXPLICIT_VR_LITTLE_ENDIAN, true);
            return answer(request, instance, List.of(piece), List.of(offer));
        }
        if (table.frames() == 0 || !path.toString().equals(PIXEL_DATA)) {
            throw new StudyNotGrantedException();
        }
        var pieces = new ArrayList<Piece>();
        for (int number = 1; number <= table.frames(); number++) {
            pieces.add(new Piece(VR.OB, table.frame(number), location));
        }
        return answer(request, instance, pieces, offers(instance));
    }

    private ServerResponse answer(
            ServerRequest request,
            ServedInstance instance,
            List<Piece> pieces,
            List<Offer> offers) {
        var representation =
                Representation.choose(MediaRange.of(request), offers, pieces.size() == 1)
                        .orElseThrow(NotAcceptableException::new);
        var tag =
                "%s-%08x%s"
                        .formatted(
                                instance.stored().sha256(),
                                pieces.hashCode(),
                                representation.isMultipart() ? "m" : "");
        return representation.isMultipart()
                ? parts(request, instance, pieces, representation, tag)
                : alone(request, instance, pieces.getFirst(), representation, tag);
    }

    private ServerResponse alone(
            ServerRequest request,
            ServedInstance instance,
            Piece piece,
            Representation representation,
            String tag) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, representation.contentType());
        headers.set(HttpHeaders.VARY, "Accept");
        var bytes = studies.bytes(instance);
        return Bodies.ranged(
                request,
                headers,
                tag,
                piece.length(),
                (from, length, out) ->
                        bytes.copyValue(piece.vr(), piece.segments(), from, length, out));
    }

    private ServerResponse parts(
            ServerRequest request,
            ServedInstance instance,
            List<Piece> pieces,
            Representation representation,
            String tag) {
        if (Bodies.isKnown(request, tag)) {
            return Bodies.notModified(tag);
        }
        var boundary = MultipartRelatedWriter.newBoundary();
        return ServerResponse.ok()
                .header(
                        HttpHeaders.CONTENT_TYPE,
                        MultipartRelatedWriter.contentType(representation.mediaType(), boundary))
                .header(HttpHeaders.VARY, "Accept")
                .header(HttpHeaders.CACHE_CONTROL, Bodies.CACHE_CONTROL)
                .eTag(tag)
                .build((_, response) -> {
                    write(
                            instance,
                            pieces,
                            representation.contentType(),
                            new MultipartRelatedWriter(response.getOutputStream(), boundary));
                    return null;
                });
    }

    private void write(
            ServedInstance instance,
            List<Piece> pieces,
            String contentType,
            MultipartRelatedWriter to)
            throws IOException {
        var bytes = studies.bytes(instance);
        try (to) {
            for (var piece : pieces) {
                var headers = new LinkedHashMap<String, String>();
                headers.put(HttpHeaders.CONTENT_TYPE, contentType);
                headers.put(HttpHeaders.CONTENT_LENGTH, Long.toString(piece.length()));
                headers.put(HttpHeaders.CONTENT_LOCATION, piece.location());
                OutputStream part = to.part(headers);
                bytes.copyValue(piece.vr(), piece.segments(), 0, piece.length(), part);
            }
        }
    }

    private ServedInstance instance(ServerRequest request) {
        return studies.instances(Session.user(request), Paths.instance(request)).getFirst();
    }

    private static String path(ServedInstance instance) {
        return "/studies/%s/series/%s/instances/%s"
                .formatted(
                        instance.stored().studyInstanceUID().value(),
                        instance.stored().seriesInstanceUID().value(),
                        instance.stored().sopInstanceUID().value());
    }

    private static List<Integer> numbers(String text) {
        var numbers = new ArrayList<Integer>();
        for (var number : text.split(",", -1)) {
            numbers.add(Integer.parseUnsignedInt(number));
        }
        return numbers;
    }
}
