// SPDX-License-Identifier: Apache-2.0
package spiders.rcp;

/** A board, a session or a case was asked for that does not exist. */
public final class NotFoundException extends RuntimeException {

    private final String kind;

    NotFoundException(String kind) {
        super("no such " + kind);
        this.kind = kind;
    }

    /** What was looked for: {@code board}, {@code case}, {@code study} and so on. */
    public String kind() {
        return kind;
    }
}
