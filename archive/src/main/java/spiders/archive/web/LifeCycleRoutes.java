// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.Archive;
import spiders.archive.Removal;
import spiders.archive.lifecycle.LifeCycle;
import spiders.archive.lifecycle.RetentionPolicy;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.NavItem;
import spiders.web.NotFoundException;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * How full the archive is, what leaves it and the proof that it left, for the administrator; what
 * is rejected, and what waits for a choice, for the radiologist. No page here names a patient.
 */
public final class LifeCycleRoutes {

    private static final String ARCHIVE = "/archive";
    private static final String REJECTIONS = "/rejections";
    private static final int MOST = 100;
    private static final Duration AHEAD = Duration.ofDays(30);

    private final Archive archive;
    private final LifeCycle lifeCycle;
    private final RetentionPolicy policy;
    private final Pages pages;
    private final InstantSource clock;

    public LifeCycleRoutes(
            Archive archive,
            LifeCycle lifeCycle,
            RetentionPolicy policy,
            Pages pages,
            InstantSource clock) {
        this.archive = archive;
        this.lifeCycle = lifeCycle;
        this.policy = policy;
        this.pages = pages;
        this.clock = clock;
    }

    /** Adds the pages and what is pressed on them. */
    public void register(SecuredRoutes routes) {
        var system = Permission.VIEW_SYSTEM;
        var reject = Permission.REJECT_IMAGES;
        routes.navigation(new NavItem(ARCHIVE, "layers", "archive.page.title", system, 60))
                .navigation(
                        new NavItem(REJECTIONS, "trash", "archive.rejections.title", reject, 40))
                .get(ARCHIVE, system, this::archive)
                .get(ARCHIVE + "/removals/{removal}", system, this::certificate)
                .get("/api/v1/archive/removals/{removal}", system, this::certificateJson)
                .get(REJECTIONS, reject, this::rejections)
                .post(REJECTIONS + "/{rejection}/revoke", reject, this::revoke)
                .post(REJECTIONS + "/duplicates/{object}/discard", reject, this::discard)
                .post(REJECTIONS + "/duplicates/{object}/prefer", reject, this::prefer);
    }

    private ServerResponse archive(ServerRequest request) {
        return pages.render(
                request,
                "archive.page.title",
                "archive/archive.jte",
                Map.of(
                        "counts",
                        archive.counts(),
                        "quotas",
                        archive.quotas(),
                        "policy",
                        policy,
                        "leaving",
                        lifeCycle.retention().leaving(clock.instant().plus(AHEAD), MOST),
                        "removals",
                        lifeCycle.removals().latest(MOST)));
    }

    private ServerResponse certificate(ServerRequest request) {
        var certificate =
                lifeCycle
                        .removals()
                        .certificate(removal(request))
                        .orElseThrow(() -> new NotFoundException("no such removal"));
        return pages.render(
                request,
                "archive.certificate.title",
                "archive/certificate.jte",
                Map.of("certificate", certificate));
    }

    private ServerResponse certificateJson(ServerRequest request) {
        return lifeCycle
                .removals()
                .certificate(removal(request))
                .map(found -> ServerResponse.ok().body(CertificateJson.of(found)))
                .orElseThrow(() -> new NotFoundException("no such removal"));
    }

    private static UUID removal(ServerRequest request) {
        return Params.path(request, "removal", UUID::fromString);
    }

    private ServerResponse rejections(ServerRequest request) {
        return pages.render(
                request,
                "archive.rejections.title",
                "archive/rejections.jte",
                Map.of(
                        "rejections",
                        lifeCycle.rejections().latest(MOST),
                        "differing",
                        lifeCycle.differences().waiting(MOST)));
    }

    private ServerResponse revoke(ServerRequest request) throws IOException {
        var rejection = Params.path(request, "rejection", UUID::fromString);
        boolean wasInForce = lifeCycle.rejections().revoke(Session.user(request), rejection);
        return back(request, wasInForce, "archive.rejections.revoked");
    }

    private ServerResponse discard(ServerRequest request) throws IOException {
        var removed = lifeCycle.differences().discard(Session.user(request), object(request));
        return chosen(request, removed);
    }

    private ServerResponse prefer(ServerRequest request) throws IOException {
        var removed = lifeCycle.differences().prefer(Session.user(request), object(request));
        return chosen(request, removed);
    }

    private ServerResponse chosen(ServerRequest request, Optional<Removal> removed) {
        return back(request, removed.isPresent(), "archive.rejections.chosen");
    }

    private static long object(ServerRequest request) {
        return Params.path(request, "object", Long::parseLong);
    }

    private ServerResponse back(ServerRequest request, boolean isDone, String key) {
        var flash =
                isDone
                        ? Flash.of(Flash.Kind.DONE, key)
                        : Flash.of(Flash.Kind.NOTE, "archive.rejections.late");
        return pages.redirect(request, REJECTIONS, flash);
    }
}
