// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import spiders.rcp.inbound.FhirRequests;
import spiders.rcp.inbound.InboundAnswer;
import spiders.rcp.inbound.Received;
import spiders.web.State;

import java.util.List;
import java.util.UUID;

/**
 * A message as the inbox shows it.
 *
 * @param said the message that names the outcome
 * @param reason the message that says why it was refused, or empty
 * @param held what of it waits for this reader's decision; one or none
 */
public record InboxLine(
        Received received,
        State state,
        String said,
        String reason,
        String where,
        List<UUID> boardCase,
        List<UUID> held) {

    public InboxLine {
        boardCase = List.copyOf(boardCase);
        held = List.copyOf(held);
    }

    /** In the words of who sent it. */
    private static String where(Received received, String where) {
        return received.sender().startsWith(FhirApi.SENDER) ? FhirRequests.place(where) : where;
    }

    static InboxLine of(Received received, List<UUID> held) {
        return switch (received.answer()) {
            case InboundAnswer.Taken(var deed, var id, _) ->
                    new InboxLine(
                            received,
                            State.DONE,
                            "rcp.inbox.outcome." + deed,
                            "",
                            "",
                            List.of(id),
                            List.of());
            case InboundAnswer.Refused(var problem) ->
                    new InboxLine(
                            received,
                            State.REFUSED,
                            "rcp.inbox.outcome.REFUSED",
                            "rcp.inbox.problem." + problem.kind(),
                            where(received, problem.where()),
                            List.of(),
                            held);
        };
    }
}
