// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;

import spiders.archive.objects.StoreUnavailableException;
import spiders.archive.receiving.Deposits;
import spiders.archive.viewing.GrantedStudies;
import spiders.archive.viewing.MissingImageException;
import spiders.archive.viewing.NotPresentedException;
import spiders.archive.viewing.OutsideFrameException;
import spiders.archive.viewing.StudyNotGrantedException;
import spiders.dicom.net.AETitle;
import spiders.dicom.pixel.InvalidImageException;
import spiders.dicom.pixel.MalformedFrameException;
import spiders.dicom.pixel.UnsupportedFrameException;
import spiders.dicom.presentation.InvalidPresentationException;
import spiders.dicom.presentation.UnsupportedPresentationException;
import spiders.web.Problem;
import spiders.web.SecuredRoutes;

/**
 * DICOMweb at {@code /dicomweb}: QIDO-RS and WADO-RS behind the grants to view, for systems by
 * their permission; STOW-RS for systems.
 */
public final class ArchiveRoutes {

    private final GrantedStudies studies;
    private final Deposits deposits;
    private final StoreLimits limits;
    private final AETitle aeTitle;

    /**
     * The routes.
     *
     * @param aeTitle whom to ask for the same objects by DIMSE
     */
    public ArchiveRoutes(
            GrantedStudies studies, Deposits deposits, StoreLimits limits, AETitle aeTitle) {
        this.studies = studies;
        this.deposits = deposits;
        this.limits = limits;
        this.aeTitle = aeTitle;
    }

    /** The address of DICOMweb, as the client reached it, without a slash at its end. */
    public static String root(ServerRequest request) {
        return Paths.root(request);
    }

    /** Adds the routes, and how their refusals are answered. */
    public void register(SecuredRoutes routes) {
        routes.failure(
                        StudyNotGrantedException.class,
                        _ -> Problem.of(HttpStatus.NOT_FOUND, "archive.problem.404"))
                .failure(NotAcceptableException.class, ArchiveRoutes::notAcceptable)
                .failure(
                        UnsupportedFrameException.class,
                        _ -> Problem.of(HttpStatus.NOT_ACCEPTABLE, "archive.problem.undrawable"))
                .failure(
                        OutsideFrameException.class,
                        _ -> Problem.of(HttpStatus.BAD_REQUEST, "archive.problem.region"))
                .failure(
                        StoreUnavailableException.class,
                        _ ->
                                Problem.of(
                                        HttpStatus.SERVICE_UNAVAILABLE,
                                        "archive.problem.unavailable"))
                .failure(
                        NotPresentedException.class,
                        _ -> Problem.of(HttpStatus.BAD_REQUEST, "archive.problem.notPresented"))
                .failure(
                        MissingImageException.class,
                        _ -> Problem.of(HttpStatus.NOT_FOUND, "archive.problem.missingImage"))
                .failure(
                        UnsupportedPresentationException.class,
                        e ->
                                Problem.of(
                                        HttpStatus.NOT_ACCEPTABLE,
                                        "archive.problem.presentation." + e.reason()))
                .failure(
                        InvalidPresentationException.class,
                        _ ->
                                Problem.of(
                                        HttpStatus.INTERNAL_SERVER_ERROR,
                                        "archive.problem.brokenPresentation"))
                .failure(MalformedFrameException.class, _ -> damaged())
                .failure(InvalidImageException.class, _ -> damaged());
        routes.recordedByService(this::registerServices);
    }

    /**
     * A person's first look at a study under a grant is recorded; of a system its searches, and
     * once a day each study that it gets or stores.
     */
    private void registerServices(SecuredRoutes routes) {
        new SearchRoutes(studies, aeTitle).register(routes);
        new MetadataRoutes(studies).register(routes);
        new InstanceRoutes(studies).register(routes);
        new FrameRoutes(studies).register(routes);
        new PictureRoutes(studies).register(routes);
        new StoreRoutes(deposits, limits).register(routes);
    }

    private static Problem notAcceptable(NotAcceptableException e) {
        return e.available().isEmpty()
                ? Problem.of(HttpStatus.NOT_ACCEPTABLE, "archive.problem.406")
                : Problem.of(
                        HttpStatus.NOT_ACCEPTABLE,
                        "archive.problem.formats",
                        String.join(", ", e.available()));
    }

    private static Problem damaged() {
        return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "archive.problem.damaged");
    }
}
