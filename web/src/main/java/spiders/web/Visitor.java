// SPDX-License-Identifier: Apache-2.0
package spiders.web;

import spiders.security.User;

/** Who signed in, as the HTTP session keeps it. */
record Visitor(User user, boolean mustChangePassword) {

    @Override
    public String toString() {
        return user.name().value();
    }
}
