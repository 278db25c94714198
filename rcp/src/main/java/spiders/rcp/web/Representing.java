// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.AgendaEntry;
import spiders.rcp.CaseFile;
import spiders.rcp.Session;
import spiders.rcp.fiche.Decision;
import spiders.rcp.fiche.Fiche;
import spiders.security.User;

import java.util.List;
import java.util.Optional;

/** Where a case that was put off may be brought to. */
final class Representing {

    private Representing() {}

    /** The open sessions of the board beside the case's own; none where it is not put off. */
    static List<Session> next(
            RcpServices services, User user, CaseFile file, Optional<Fiche> fiche) {
        boolean isPutOff =
                fiche.filter(one -> outcome(one) == Decision.Outcome.POSTPONED).isPresent();
        if (!isPutOff) {
            return List.of();
        }
        return services.boards().sessions(user, file.board().id()).stream()
                .filter(AgendaEntry::open)
                .map(AgendaEntry::session)
                .filter(one -> !one.id().equals(file.session().id()))
                .toList();
    }

    private static Decision.Outcome outcome(Fiche fiche) {
        return fiche.content().decision().outcome();
    }
}
