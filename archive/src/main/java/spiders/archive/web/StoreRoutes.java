// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.objects.OutOfSpaceException;
import spiders.archive.receiving.Deposits;
import spiders.dicom.data.UID;
import spiders.dicom.web.ContentCodings;
import spiders.dicom.web.MalformedBodyException;
import spiders.dicom.web.MediaType;
import spiders.dicom.web.MultipartLimits;
import spiders.dicom.web.MultipartRelatedReader;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.Params;
import spiders.web.Problem;
import spiders.web.SecuredRoutes;
import spiders.web.Session;
import spiders.web.TooLargeException;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * STOW-RS: stores the objects of a body one after the other, as it comes (PS3.18 section 10.5).
 *
 * <p>Of a request that fails on its way, what was whole is kept; sent again, it is there already.
 * Metadata apart from their bulk data are stored once the whole request is here, see {@link
 * MetadataBody}.
 */
final class StoreRoutes {

    static final String OBJECT = "application/dicom";

    /** What the parts of a body may be, or the first of them. */
    static final List<String> PART_TYPES = List.of(OBJECT, MetadataBody.JSON, MetadataBody.XML);

    private static final String MULTIPART = "multipart/related";

    private final Deposits deposits;
    private final StoreLimits limits;

    StoreRoutes(Deposits deposits, StoreLimits limits) {
        this.deposits = deposits;
        this.limits = limits;
    }

    void register(SecuredRoutes routes) {
        routes.post(Paths.ROOT + "/studies", Permission.STORE_IMAGES, this::any)
                .post(Paths.STUDY, Permission.STORE_IMAGES, this::ofStudy)
                .failure(
                        UnsupportedBodyException.class,
                        _ -> Problem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "archive.problem.415"))
                .failure(
                        OutOfSpaceException.class,
                        _ -> Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "archive.problem.full"));
    }

    private ServerResponse any(ServerRequest request) throws IOException, InterruptedException {
        return store(request, _ -> true);
    }

    private ServerResponse ofStudy(ServerRequest request) throws IOException, InterruptedException {
        var study = Params.path(request, "study", UID::new);
        return store(request, study::equals);
    }

    private ServerResponse store(ServerRequest request, Predicate<UID> studies)
            throws IOException, InterruptedException {
        StoreAnswer.requireAccepted(request);
        deposits.require(Session.user(request));
        var type = contentType(request);
        if (request.headers().contentLength().orElse(0) > limits.bytes()) {
            throw new TooLargeException("a body above " + limits.bytes() + " bytes");
        }
        var answer = new StoreAnswer(Paths.root(request));
        try (var body = body(request)) {
            if (type.type().equals(OBJECT)) {
                answer.add(deposits.store(Session.user(request), studies, body));
            } else if (partType(type).equals(OBJECT)) {
                storeParts(request, type, body, studies, answer);
            } else {
                storeMetadata(request, type, body, studies, answer);
            }
        } catch (MalformedBodyException e) {
            throw new InvalidParamException("body");
        }
        return answer.response(request);
    }

    /** What the body is, where it is something that is taken. */
    private static MediaType contentType(ServerRequest request) {
        var header = request.headers().firstHeader(HttpHeaders.CONTENT_TYPE);
        var type = MediaType.parse(header == null ? "" : header);
        boolean isMultipart = type.type().equals(MULTIPART) && PART_TYPES.contains(partType(type));
        if (!isMultipart && !type.type().equals(OBJECT)) {
            throw new UnsupportedBodyException("a body of " + type.type());
        }
        return type;
    }

    /** What the first part of a multipart body is. */
    private static String partType(MediaType type) {
        return type.parameter("type").orElse("").toLowerCase(Locale.ROOT);
    }

    private InputStream body(ServerRequest request) throws IOException {
        var coding = request.headers().firstHeader(HttpHeaders.CONTENT_ENCODING);
        var sent = new BoundedBody(request.servletRequest().getInputStream(), limits.bytes());
        if (coding == null || coding.isBlank()) {
            return sent;
        }
        if (!coding.strip().equalsIgnoreCase(ContentCodings.GZIP.name())) {
            throw new UnsupportedBodyException("a body packed by " + coding);
        }
        return new BoundedBody(ContentCodings.GZIP.unpack(sent), limits.bytes());
    }

    private void storeParts(
            ServerRequest request,
            MediaType type,
            InputStream body,
            Predicate<UID> studies,
            StoreAnswer answer)
            throws IOException, InterruptedException {
        var boundary = type.parameter("boundary").orElse("");
        var reader = new MultipartRelatedReader(body, boundary, MultipartLimits.DEFAULT);
        int parts = 0;
        for (var part = reader.next(); part.isPresent(); part = reader.next()) {
            if (++parts > limits.objects()) {
                throw new TooLargeException("more than %d objects".formatted(limits.objects()));
            }
            // Some leave the type of each part out: it is that of the whole then.
            var partType = part.get().header().field("content-type").orElse(OBJECT);
            if (MediaType.parse(partType).type().equals(OBJECT)) {
                answer.add(deposits.store(Session.user(request), studies, part.get().body()));
            } else {
                answer.addUnsupported();
            }
        }
        if (parts == 0) {
            throw new InvalidParamException("body");
        }
    }

    private void storeMetadata(
            ServerRequest request,
            MediaType type,
            InputStream body,
            Predicate<UID> studies,
            StoreAnswer answer)
            throws IOException, InterruptedException {
        var metadata = new MetadataBody(partType(type), limits);
        try (var assembly = deposits.assemble(Session.user(request), studies)) {
            metadata.read(body, type.parameter("boundary").orElse(""), assembly);
            assembly.store(answer::add);
            answer.addUnnamed(assembly.unused());
        }
    }
}
