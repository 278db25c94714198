// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.preparation;

import java.util.List;

/**
 * An alert that a case has now.
 *
 * @param arguments the name of the source or wish that it is about, then its telephone or a moment
 */
public record Raised(AlertKind kind, String subject, List<String> arguments) {

    public Raised {
        arguments = List.copyOf(arguments);
    }
}
