// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import org.springframework.http.HttpStatus;

import java.util.List;

/**
 * What went wrong, for a person: a status, and the key of two messages, {@code KEY.title} and
 * {@code KEY.detail}, whose placeholders the arguments fill.
 */
public record Problem(HttpStatus status, String key, List<Object> arguments) {

    public Problem {
        arguments = List.copyOf(arguments);
    }

    /** A problem with the arguments of its messages; none is patient data. */
    public static Problem of(HttpStatus status, String key, Object... arguments) {
        return new Problem(status, key, List.of(arguments));
    }
}
