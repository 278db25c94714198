// SPDX-License-Identifier: Apache-2.0
package spiders.region.web;

import spiders.region.Centre;
import spiders.security.User;

import java.util.List;

/** A person and the centres that they work in. */
public record PersonRow(User user, List<Centre> centres) {

    public PersonRow {
        centres = List.copyOf(centres);
    }
}
