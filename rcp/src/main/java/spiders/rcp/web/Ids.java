// SPDX-License-Identifier: Apache-2.0
package spiders.rcp.web;

import org.springframework.web.servlet.function.ServerRequest;

import spiders.web.Params;

import java.util.UUID;

/** Reads what identifies a session, a case or a transfer from a request's path. */
final class Ids {

    private Ids() {}

    static UUID path(ServerRequest request, String name) {
        return Params.path(request, name, UUID::fromString);
    }
}
