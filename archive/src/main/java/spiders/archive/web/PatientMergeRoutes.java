// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.archive.MergeRefusedException;
import spiders.archive.PatientMerge;
import spiders.archive.PatientMerges;
import spiders.security.PatientKey;
import spiders.security.Permission;
import spiders.web.InvalidParamException;
import spiders.web.NotFoundException;
import spiders.web.Params;
import spiders.web.Problem;
import spiders.web.SecuredRoutes;
import spiders.web.Session;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** {@code /api/v1/patients/…/merges}: which registered patients are one person. */
public final class PatientMergeRoutes {

    private static final String MERGES = "/api/v1/patients/{patient}/merges";

    private final PatientMerges merges;

    public PatientMergeRoutes(PatientMerges merges) {
        this.merges = merges;
    }

    /** Adds the routes, and how a refusal is answered. */
    public void register(SecuredRoutes routes) {
        routes.get(MERGES, Permission.MERGE_PATIENTS, this::list)
                .post(MERGES, Permission.MERGE_PATIENTS, this::merge)
                .post(
                        "/api/v1/patient-merges/{merge}/split",
                        Permission.MERGE_PATIENTS,
                        this::split)
                .failure(
                        MergeRefusedException.class,
                        e ->
                                Problem.of(
                                        HttpStatus.CONFLICT,
                                        "archive.problem.merge." + e.reason().name()));
    }

    /** What is sent to merge. */
    private record MergeJson(@Nullable String merged, @Nullable String evidence) {}

    /** What is sent to split. */
    private record SplitJson(@Nullable String reason) {}

    /** A merge as it is answered. */
    private record AnswerJson(
            String id, String kept, String merged, String by, String at, boolean revoked) {

        static AnswerJson of(PatientMerge merge) {
            return new AnswerJson(
                    merge.id().toString(),
                    merge.kept().toString(),
                    merge.merged().toString(),
                    merge.madeBy().value(),
                    merge.madeAt().toString(),
                    merge.isRevoked());
        }
    }

    private ServerResponse list(ServerRequest request) {
        var made = merges.of(Session.user(request), patient(request));
        List<AnswerJson> all = made.stream().map(AnswerJson::of).toList();
        return ServerResponse.ok().body(Map.of("merges", all));
    }

    private ServerResponse merge(ServerRequest request) {
        var sent = Params.body(request, MergeJson.class);
        var merged = value("merged", sent.merged(), PatientKey::parse);
        var evidence = value("evidence", sent.evidence(), DuplicateRoutes::words);
        var made = merges.merge(Session.user(request), patient(request), merged, evidence);
        return ServerResponse.status(HttpStatus.CREATED).body(AnswerJson.of(made));
    }

    private ServerResponse split(ServerRequest request) {
        var sent = Params.body(request, SplitJson.class);
        var merge = Params.path(request, "merge", UUID::fromString);
        var reason = value("reason", sent.reason(), DuplicateRoutes::words);
        if (!merges.split(Session.user(request), merge, reason)) {
            throw new NotFoundException("no such merge in force");
        }
        return ServerResponse.noContent().build();
    }

    private static PatientKey patient(ServerRequest request) {
        return Params.path(request, "patient", PatientKey::parse);
    }

    /** What a body says; what it does not say is refused as an empty text is. */
    private static <T> T value(String name, @Nullable String text, Function<String, T> parser) {
        try {
            return parser.apply(text == null ? "" : text);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamException(name);
        }
    }
}
