// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** A parameter of the request is missing or refused: answered with 400. */
public final class InvalidParamException extends RuntimeException {

    private final String name;

    public InvalidParamException(String name) {
        super("parameter " + name + " refused");
        this.name = name;
    }

    /** Which one. */
    public String name() {
        return name;
    }
}
