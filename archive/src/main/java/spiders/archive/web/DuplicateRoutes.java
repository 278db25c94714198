// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.PatientMerge;
import spiders.archive.PatientMerges;
import spiders.archive.PatientRegister;
import spiders.archive.PatientTraits;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.web.Flash;
import spiders.web.NavItem;
import spiders.web.Pages;
import spiders.web.Params;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/** The page on which people say which registered patients are one person, and take it back. */
public final class DuplicateRoutes {

    private static final String PAGE = "/duplicates";
    private static final int MOST = 50;
    private static final int MOST_WORDS = 500;

    private final PatientMerges merges;
    private final PatientRegister register;
    private final Pages pages;

    public DuplicateRoutes(PatientMerges merges, PatientRegister register, Pages pages) {
        this.merges = merges;
        this.register = register;
        this.pages = pages;
    }

    /** Adds the page and what is pressed on it; how a refusal is answered, the merges say. */
    public void register(SecuredRoutes routes) {
        var decide = Permission.MERGE_PATIENTS;
        routes.navigation(new NavItem(PAGE, "users", "archive.duplicates.title", decide, 45))
                .get(PAGE, decide, this::page)
                .post(PAGE + "/merge", decide, this::merge)
                .post(PAGE + "/apart", decide, this::apart)
                .post(PAGE + "/{merge}/split", decide, this::split);
    }

    /** A merge with the traits of both, for the page. */
    public record Made(PatientMerge merge, PatientTraits kept, PatientTraits merged) {}

    private ServerResponse page(ServerRequest request) {
        var user = Session.user(request);
        var made = merges.inForce(user, MOST).stream().map(this::made).toList();
        return pages.render(
                request,
                "archive.duplicates.title",
                "archive/duplicates.jte",
                Map.of("pairs", merges.likely(user, MOST), "made", made));
    }

    private Made made(PatientMerge merge) {
        return new Made(merge, traits(merge.kept()), traits(merge.merged()));
    }

    private PatientTraits traits(PatientKey patient) {
        return register.traits(patient).orElseThrow();
    }

    private ServerResponse merge(ServerRequest request) throws IOException {
        var kept = Params.required(request, "kept", PatientKey::parse);
        var merged = Params.required(request, "merged", PatientKey::parse);
        var evidence = Params.required(request, "evidence", DuplicateRoutes::words);
        merges.merge(Session.user(request), kept, merged, evidence);
        return back(request, Flash.of(Flash.Kind.DONE, "archive.duplicates.merged"));
    }

    private ServerResponse apart(ServerRequest request) throws IOException {
        var kept = Params.required(request, "kept", PatientKey::parse);
        var merged = Params.required(request, "merged", PatientKey::parse);
        merges.tellApart(Session.user(request), kept, merged);
        return back(request, Flash.of(Flash.Kind.DONE, "archive.duplicates.apart"));
    }

    private ServerResponse split(ServerRequest request) throws IOException {
        var merge = Params.path(request, "merge", UUID::fromString);
        var reason = Params.required(request, "reason", DuplicateRoutes::words);
        boolean isSplit = merges.split(Session.user(request), merge, reason);
        return back(
                request,
                isSplit
                        ? Flash.of(Flash.Kind.DONE, "archive.duplicates.split")
                        : Flash.of(Flash.Kind.NOTE, "archive.rejections.late"));
    }

    /** A reason as both doors take it: some words, and no more than fit a line of the audit. */
    static String words(String text) {
        if (text.isBlank() || text.length() > MOST_WORDS) {
            throw new IllegalArgumentException("1 to 500 characters are expected");
        }
        return text.strip();
    }

    private ServerResponse back(ServerRequest request, Flash flash) {
        return pages.redirect(request, PAGE, flash);
    }
}
