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
 * @param taken who said that they see to it, or have seen it
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

    /**
     * Whether nothing more is to be done: an examination that appeared has been seen. Whoever has
     * seen it judged whether it is needed, and nobody is told of it again.
     */
    public boolean isDone() {
        return kind == AlertKind.EXAM_APPEARED && taken.isPresent();
    }

    /** Who sees to it, and since when. */
    public record Taken(String name, Instant at) {}
}
