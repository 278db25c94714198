// SPDX-License-Identifier: Apache-2.0
package spiders.region;

import spiders.dicom.net.AssociationRequest;
import spiders.dicom.web.QidoClient;
import spiders.security.Access;
import spiders.security.Action;
import spiders.security.Audit;
import spiders.security.AuditEvent;
import spiders.security.Permission;
import spiders.security.User;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a source whether it is there: by C-ECHO, or by a QIDO-RS question that finds nobody. */
public final class SourceEcho {

    private final Access access;
    private final Audit audit;
    private final SourceDirectory directory;
    private final SourceConnections connections;
    private final FarEcho far;

    /** Asks a source that only an edge reaches. */
    @FunctionalInterface
    public interface FarEcho {

        /** Returns what it said; what breaks is thrown as a source's failure. */
        String echo(Source source) throws InterruptedException;
    }

    /** For a hub without edges. */
    public SourceEcho(
            Access access, Audit audit, SourceDirectory directory, SourceConnections connections) {
        this(access, audit, directory, connections, SourceEcho::nobodyReaches);
    }

    private static String nobodyReaches(Source source) {
        throw new SourceFailedException(
                new SourceFailure(
                        SourceFailure.Reason.EDGE_AWAY,
                        "no edge is heard for source " + source.id()));
    }

    public SourceEcho(
            Access access,
            Audit audit,
            SourceDirectory directory,
            SourceConnections connections,
            FarEcho far) {
        this.far = far;
        this.access = access;
        this.audit = audit;
        this.directory = directory;
        this.connections = connections;
    }

    /** Returns what it said, once it said it or its patience ended; empty for an unknown source. */
    public Optional<SourceState> echo(User user, String id) throws InterruptedException {
        access.require(user, Permission.MANAGE_SOURCES);
        var source = directory.source(id);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        var state = ask(source.get());
        directory.report(id, state);
        var event = AuditEvent.of(user, Action.CHANGE_SOURCE).objects(id).detail("echo");
        boolean answered = state.outcome() == SourceState.Outcome.ANSWERED;
        audit.record(answered ? event : event.failed("echo " + state.outcome()));
        return Optional.of(state);
    }

    private SourceState ask(Source source) throws InterruptedException {
        var start = Instant.now();
        try {
            return state(SourceState.Outcome.ANSWERED, start, said(source));
        } catch (RuntimeException e) {
            var failure = SourceFailure.of(e);
            if (failure.reason() == SourceFailure.Reason.INTERNAL) {
                throw e;
            }
            return state(failure.outcome(), start, failure.detail());
        }
    }

    private String said(Source source) throws InterruptedException {
        if (source.edge().isPresent()) {
            return far.echo(source);
        }
        return source.node().isPresent() ? echoDimse(source) : pingWeb(source);
    }

    private String echoDimse(Source source) {
        var request = AssociationRequest.forEcho(connections.aeTitle());
        try (var association =
                connections.associate(source, request, source.profile().patience())) {
            var status = association.echo();
            var peer = association.peer();
            return "C-ECHO %s %s %s".formatted(status, peer.implementation(), peer.security());
        }
    }

    /** A study UID that nobody has: the answer is an empty list, and no patient is read. */
    private String pingWeb(Source source) throws InterruptedException {
        try (var web = connections.web(source, source.profile().patience())) {
            new QidoClient(web).studies(Map.of("StudyInstanceUID", "2.25.0"), List.of(), 1);
            return "QIDO-RS " + web.root().getAuthority();
        }
    }

    private static SourceState state(SourceState.Outcome outcome, Instant start, String detail) {
        var now = Instant.now();
        return new SourceState(outcome, now, Duration.between(start, now), detail);
    }
}
