// SPDX-License-Identifier: Apache-2.0
package spiders.archive.web;

import java.util.List;

/** Nothing of what the request accepts can be sent: answered with 406, and with what can be had. */
final class NotAcceptableException extends RuntimeException {

    private final transient List<String> available;

    NotAcceptableException() {
        this(List.of());
    }

    /** Names the media types that there are. */
    NotAcceptableException(List<String> available) {
        super("No representation is accepted");
        this.available = List.copyOf(available);
    }

    List<String> available() {
        return available;
    }
}
