// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that has to be done for a case, until it is done or the session begins.
 *
 * @param subject what it is about: a source, a study, a wish of the rule; never a person
 * @param arguments of the sentence that says it, in the order of {@link Raised}
 * @param taken who said that they see to it
 */
public record Alert(
        UUID id,
        UUID boardCase,
        UUID session,
        AlertKind kind,
        String subject,
        List<String> arguments,
        Instant since,
        Optional<Taken> taken) {

    public Alert {
        arguments = List.copyOf(arguments);
    }

    /** Who sees to it, and since when. */
    public record Taken(String name, Instant at) {}
}
