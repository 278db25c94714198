// SPDX-License-Identifier: Apache-2.0
package spiders.web;

/** Nothing is there, or nothing that this person may know of: answered alike, with 404. */
public final class NotFoundException extends RuntimeException {

    public NotFoundException(String message) {
        super(message);
    }
}
