// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.Selection;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.StudyNotGrantedException;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.PNGEncoder;
import spiders.security.Permission;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/**
 * WADO-RS rendered frames and thumbnails, as JPEG or PNG (PS3.18 sections 10.4.1.1.3 and
 * 10.4.1.1.6).
 *
 * <p>A rendered instance of several frames is its middle frame; the picture of a series or a study
 * is that of its middle instance that has frames.
 */
final class PictureRoutes {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final List<Offer> OFFERS =
            List.of(new Offer(JPEG, "", true), new Offer(PNG, "", true));

    private final GrantedStudies studies;

    PictureRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.VIEW_IMAGES;
        routes.get(Paths.INSTANCE + "/rendered", permission, this::rendered)
                .get(Paths.INSTANCE + "/frames/{frame}/rendered", permission, this::rendered)
                .get(Paths.INSTANCE + "/thumbnail", permission, thumbnail(Paths::instance))
                .get(
                        Paths.INSTANCE + "/frames/{frame}/thumbnail",
                        permission,
                        thumbnail(Paths::instance))
                .get(Paths.SERIES + "/thumbnail", permission, thumbnail(Paths::series))
                .get(Paths.STUDY + "/thumbnail", permission, thumbnail(Paths::study));
    }

    /** Shows a small picture of what a path selects. */
    private HandlerFunction<ServerResponse> thumbnail(Function<ServerRequest, Selection> selector) {
        return request -> answer(request, selector, PictureQuery.thumbnail(request));
    }

    private ServerResponse rendered(ServerRequest request)
            throws IOException, InterruptedException {
        return answer(request, Paths::instance, PictureQuery.rendered(request));
    }

    private ServerResponse answer(
            ServerRequest request, Function<ServerRequest, Selection> selector, PictureQuery query)
            throws IOException, InterruptedException {
        var chosen =
                Representation.choose(MediaRange.of(request), OFFERS, true)
                        .orElseThrow(NotAcceptableException::new);
        var instance = shown(studies.instances(Session.user(request), selector.apply(request)));
        int frame = frame(request, instance);
        var tag =
                "%s-%d-%08x-%s"
                        .formatted(
                                instance.stored().sha256(),
                                frame,
                                query.toString().hashCode(),
                                chosen.mediaType().substring("image/".length()));
        if (Bodies.isKnown(request, tag)) {
            return Bodies.notModified(tag);
        }
        var picture = studies.pictures().picture(instance, query.of(frame));
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, chosen.mediaType());
        headers.set(HttpHeaders.VARY, "Accept");
        var bytes = encoded(picture, chosen.mediaType(), query.quality());
        return Bodies.ranged(
                request,
                headers,
                tag,
                bytes.length,
                (from, length, out) -> out.write(bytes, (int) from, (int) length));
    }

    private static byte[] encoded(Frame picture, String mediaType, int quality) throws IOException {
        if (mediaType.equals(JPEG)) {
            return FrameEncoder.jpegBaseline(quality).encode(picture);
        }
        var bytes = new ByteArrayOutputStream();
        PNGEncoder.write(picture, bytes);
        return bytes.toByteArray();
    }

    private static ServedInstance shown(List<ServedInstance> instances) {
        var images = instances.stream().filter(instance -> instance.frames() > 0).toList();
        if (images.isEmpty()) {
            throw new NotAcceptableException(); // A report has no picture.
        }
        return images.get(images.size() / 2);
    }

    private static int frame(ServerRequest request, ServedInstance instance) {
        if (!request.pathVariables().containsKey("frame")) {
            return (instance.frames() + 1) / 2;
        }
        int frame = Params.path(request, "frame", Integer::parseUnsignedInt);
        if (frame < 1 || frame > instance.frames()) {
            throw new StudyNotGrantedException();
        }
        return frame;
    }
}
