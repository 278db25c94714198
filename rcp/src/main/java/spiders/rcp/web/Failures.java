// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.http.HttpStatus;

import spiders.archive.IdentifierTakenException;
import spiders.archive.manifest.ManifestTooLargeException;
import spiders.archive.reading.MissingKeyImageException;
import spiders.rcp.AlreadyRegisteredException;
import spiders.rcp.CaseStateException;
import spiders.rcp.EmptyPreReadException;
import spiders.rcp.FicheChangedException;
import spiders.rcp.NotFoundException;
import spiders.rcp.NothingToViewException;
import spiders.rcp.PreReadChangedException;
import spiders.rcp.SessionClosedException;
import spiders.rcp.SessionFixedException;
import spiders.rcp.SessionTakenException;
import spiders.retrieval.TransferNotAllowedException;
import spiders.retrieval.UndecidableIdentityException;
import spiders.retrieval.UnknownPatientException;
import spiders.retrieval.UnknownTransferException;
import spiders.web.Problem;
import spiders.web.SecuredRoutes;

/** What each failure of the services tells a reader, and a program. */
final class Failures {

    private Failures() {}

    static void register(SecuredRoutes routes) {
        routes.failure(NotFoundException.class, _ -> notFound());
        routes.failure(UnknownTransferException.class, _ -> notFound());
        routes.failure(UnknownPatientException.class, _ -> notFound());
        routes.failure(UndecidableIdentityException.class, _ -> conflict("undecidable-identity"));
        routes.failure(SessionClosedException.class, _ -> conflict("session-closed"));
        routes.failure(SessionTakenException.class, _ -> conflict("session-taken"));
        routes.failure(SessionFixedException.class, _ -> conflict("session-fixed"));
        routes.failure(AlreadyRegisteredException.class, _ -> conflict("already-registered"));
        routes.failure(IdentifierTakenException.class, _ -> conflict("identifier-taken"));
        routes.failure(CaseStateException.class, _ -> conflict("case-state"));
        routes.failure(FicheChangedException.class, _ -> conflict("fiche-changed"));
        routes.failure(PreReadChangedException.class, _ -> conflict("pre-read-changed"));
        routes.failure(EmptyPreReadException.class, _ -> conflict("pre-read-empty"));
        routes.failure(MissingKeyImageException.class, _ -> conflict("key-image-missing"));
        routes.failure(TransferNotAllowedException.class, _ -> conflict("identity-undecided"));
        routes.failure(ManifestTooLargeException.class, Failures::tooLarge);
        routes.failure(NothingToViewException.class, _ -> conflict("nothing-to-view"));
    }

    private static Problem notFound() {
        return Problem.of(HttpStatus.NOT_FOUND, "web.problem.untied");
    }

    private static Problem tooLarge(ManifestTooLargeException e) {
        return Problem.of(
                HttpStatus.CONFLICT, "rcp.problem.manifest-too-large", e.objects(), e.limit());
    }

    private static Problem conflict(String kind) {
        return Problem.of(HttpStatus.CONFLICT, "rcp.problem." + kind);
    }
}
