// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.store.Selection;
import spiders.archive.store.ServedInstance;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.NotPresentedException;
import spiders.archive.viewing.Presentation;
import spiders.archive.viewing.PresentedFrame;
import spiders.archive.viewing.StudyNotGrantedException;
import spiders.archive.web.Representation.Offer;
import spiders.dicom.data.UID;
import spiders.dicom.pixel.Frame;
import spiders.dicom.pixel.FrameEncoder;
import spiders.dicom.pixel.PNGEncoder;
import spiders.dicom.presentation.PresentationState;
import spiders.dicom.web.MultipartRelatedWriter;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * WADO-RS rendered frames and thumbnails, as JPEG or PNG (PS3.18 sections 10.4.1.1.3 and
 * 10.4.1.1.6).
 *
 * <p>Who asks for parts gets every frame; who asks for one picture of an instance of several frames
 * gets the middle one. The picture of a series or a study is that of its middle instance.
 *
 * <p>The pictures of a grayscale softcopy presentation state are those of the images that it is
 * for, as it has them. An image is shown by a state of its study where {@code presentation} names
 * one: PS3.18 has such a parameter, {@code presentationUID}, for WADO-URI alone (section 9.5.1.3).
 */
final class PictureRoutes {

    private static final String JPEG = "image/jpeg";
    private static final String PNG = "image/png";
    private static final String WARNING = "Warning";
    static final List<Offer> OFFERS = List.of(new Offer(JPEG, "", true), new Offer(PNG, "", true));

    private final GrantedStudies studies;

    PictureRoutes(GrantedStudies studies) {
        this.studies = studies;
    }

    void register(SecuredRoutes routes) {
        var permission = Permission.VIEW_IMAGES;
        routes.get(Paths.STUDY + "/rendered", permission, rendered(Paths::study))
                .get(Paths.SERIES + "/rendered", permission, rendered(Paths::series))
                .get(Paths.INSTANCE + "/rendered", permission, rendered(Paths::instance))
                .get(
                        Paths.INSTANCE + "/frames/{frames}/rendered",
                        permission,
                        rendered(Paths::instance))
                .get(Paths.INSTANCE + "/thumbnail", permission, thumbnail(Paths::instance))
                .get(
                        Paths.INSTANCE + "/frames/{frames}/thumbnail",
                        permission,
                        thumbnail(Paths::instance))
                .get(Paths.SERIES + "/thumbnail", permission, thumbnail(Paths::series))
                .get(Paths.STUDY + "/thumbnail", permission, thumbnail(Paths::study));
    }

    /** A frame to draw, and the presentation state that says how; null where none does. */
    private record Shown(ServedInstance instance, int frame, @Nullable Presentation by) {}

    /**
     * What a request selects.
     *
     * @param one what stands for all where one picture is asked for
     */
    private record Selected(List<Shown> all, Shown one) {}

    /** Shows a small picture of what a path selects. */
    private HandlerFunction<ServerResponse> thumbnail(Function<ServerRequest, Selection> selector) {
        return request -> {
            var chosen = chosen(request);
            var query = PictureQuery.thumbnail(request);
            var selected = selected(request, selector.apply(request), query);
            return alone(request, selected.one(), chosen, query);
        };
    }

    /** Shows what a path selects: one picture of it, or all of its frames as parts. */
    private HandlerFunction<ServerResponse> rendered(Function<ServerRequest, Selection> selector) {
        return request -> {
            var query = PictureQuery.rendered(request);
            var selected = selected(request, selector.apply(request), query);
            var all = selected.all();
            var chosen = chosen(request);
            boolean isMany = all.size() > 1 && chosen.isMultipart() && isMultipartAsked(request);
            return isMany
                    ? parts(request, all, chosen, query)
                    : alone(request, selected.one(), chosen, query);
        };
    }

    private Selected selected(ServerRequest request, Selection selection, PictureQuery query)
            throws IOException {
        var instances = studies.instances(Session.user(request), selection);
        var by = Params.optional(request, "presentation", UID::new);
        if (by.isPresent()) {
            if (!(selection instanceof Selection.Instance)) {
                throw new InvalidParamException("presentation");
            }
            return by(presentation(request, selection, by.get(), query), request, instances);
        }
        if (selection instanceof Selection.Instance(UID _, UID _, UID instance)
                && isState(instances.getFirst())) {
            return of(presentation(request, selection, instance, query), request);
        }
        var images = images(instances);
        return new Selected(all(request, images), middle(request, images));
    }

    private static boolean isState(ServedInstance instance) {
        return instance.stored().sopClassUID().equals(PresentationState.SOP_CLASS);
    }

    private Presentation presentation(
            ServerRequest request, Selection selection, UID state, PictureQuery query)
            throws IOException {
        query.requireNothingDecided();
        return studies.presentation(Session.user(request), selection.studyInstanceUID(), state);
    }

    /** The frames that a state is for. */
    private Selected of(Presentation state, ServerRequest request) {
        if (asked(request).isPresent()) {
            throw new StudyNotGrantedException(); // A state has no frames of its own.
        }
        var all =
                studies.presented(Session.user(request), state).stream()
                        .map(frame -> new Shown(frame.image(), frame.frame(), state))
                        .toList();
        return new Selected(all, all.get((all.size() - 1) / 2));
    }

    /** The frames of an image that a state is for; those that are asked for must be. */
    private static Selected by(
            Presentation state, ServerRequest request, List<ServedInstance> instances) {
        var all = new ArrayList<Shown>();
        for (var shown : all(request, images(instances))) {
            if (state.covers(shown.instance(), shown.frame())) {
                all.add(new Shown(shown.instance(), shown.frame(), state));
            } else if (asked(request).isPresent()) {
                throw new NotPresentedException();
            }
        }
        if (all.isEmpty()) {
            throw new NotPresentedException();
        }
        boolean isAsked = asked(request).isPresent();
        return new Selected(all, all.get(isAsked ? 0 : (all.size() - 1) / 2));
    }

    private static Representation chosen(ServerRequest request) {
        return Representation.choose(MediaRange.of(request), OFFERS, true)
                .orElseThrow(() ->
                        new NotAcceptableException(OFFERS.stream().map(Offer::mediaType).toList()));
    }

    /** Not by who takes anything: a browser shows one picture. */
    private static boolean isMultipartAsked(ServerRequest request) {
        return MediaRange.of(request).stream().anyMatch(MediaRange::isMultipart);
    }

    private static List<ServedInstance> images(List<ServedInstance> instances) {
        var images = instances.stream().filter(instance -> instance.frames() > 0).toList();
        if (images.isEmpty()) {
            throw new NotAcceptableException(); // A report has no picture.
        }
        return images;
    }

    private static List<Shown> all(ServerRequest request, List<ServedInstance> images) {
        var all = new ArrayList<Shown>();
        for (var image : images) {
            var frames =
                    asked(request)
                            .orElse(IntStream.rangeClosed(1, image.frames()).boxed().toList());
            for (int frame : frames) {
                if (frame < 1 || frame > image.frames()) {
                    throw new StudyNotGrantedException();
                }
                all.add(new Shown(image, frame, null));
            }
        }
        return all;
    }

    private static Optional<List<Integer>> asked(ServerRequest request) {
        return request.pathVariables().containsKey("frames")
                ? Optional.of(Params.path(request, "frames", FrameRoutes::numbers))
                : Optional.empty();
    }

    private static Shown middle(ServerRequest request, List<ServedInstance> images) {
        if (asked(request).isPresent()) {
            return all(request, images).getFirst();
        }
        var image = images.get(images.size() / 2);
        return new Shown(image, (image.frames() + 1) / 2, null);
    }

    private ServerResponse alone(
            ServerRequest request, Shown shown, Representation chosen, PictureQuery query)
            throws IOException, InterruptedException {
        var tag = tag(shown, chosen, query);
        if (Bodies.isKnown(request, tag)) {
            return Bodies.notModified(tag);
        }
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, chosen.mediaType());
        headers.set(HttpHeaders.VARY, "Accept");
        query.warnings().forEach(warning -> headers.add(WARNING, said(request, warning)));
        var bytes = drawn(shown, chosen, query);
        return Bodies.ranged(
                request,
                headers,
                tag,
                bytes.length,
                (from, length, out) -> out.write(bytes, (int) from, (int) length));
    }

    private static String tag(Shown shown, Representation chosen, PictureQuery query) {
        var by = shown.by();
        return "%s-%d-%08x-%s%s"
                .formatted(
                        shown.instance().stored().sha256(),
                        shown.frame(),
                        query.toString().hashCode(),
                        chosen.mediaType().substring("image/".length()),
                        by == null ? "" : "-" + by.instance().stored().sha256());
    }

    /** Pictures one after the other; the first is drawn before the answer begins. */
    private ServerResponse parts(
            ServerRequest request, List<Shown> all, Representation chosen, PictureQuery query)
            throws IOException, InterruptedException {
        var first = drawn(all.getFirst(), chosen, query);
        var boundary = MultipartRelatedWriter.newBoundary();
        var answer =
                ServerResponse.ok()
                        .header(
                                HttpHeaders.CONTENT_TYPE,
                                MultipartRelatedWriter.contentType(chosen.mediaType(), boundary))
                        .header(HttpHeaders.VARY, "Accept")
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        query.warnings().forEach(warning -> answer.header(WARNING, said(request, warning)));
        return answer.build((_, response) -> {
            try (var to = new MultipartRelatedWriter(response.getOutputStream(), boundary)) {
                for (int i = 0; i < all.size(); i++) {
                    var bytes = i == 0 ? first : drawn(all.get(i), chosen, query);
                    var headers = new LinkedHashMap<String, String>();
                    headers.put(HttpHeaders.CONTENT_TYPE, chosen.mediaType());
                    headers.put(HttpHeaders.CONTENT_LENGTH, Integer.toString(bytes.length));
                    to.part(headers).write(bytes);
                }
            }
            return null;
        });
    }

    private static String said(ServerRequest request, String warning) {
        return "299 %s: \"%s\"".formatted(Paths.root(request), warning);
    }

    private byte[] drawn(Shown shown, Representation chosen, PictureQuery query)
            throws IOException, InterruptedException {
        var pictures = studies.pictures();
        var by = shown.by();
        var picture =
                by == null
                        ? pictures.picture(shown.instance(), query.of(shown.frame()))
                        : pictures.presented(
                                new PresentedFrame(shown.instance(), shown.frame()),
                                by,
                                query.viewport());
        return encoded(picture, chosen.mediaType(), query.quality());
    }

    private static byte[] encoded(Frame picture, String mediaType, int quality) throws IOException {
        if (mediaType.equals(JPEG)) {
            return FrameEncoder.jpegBaseline(quality).encode(picture);
        }
        var bytes = new ByteArrayOutputStream();
        PNGEncoder.write(picture, bytes);
        return bytes.toByteArray();
    }
}
