// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.web.SecuredRoutes;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /health/live} and {@code /health/ready}, for load balancers and supervisors. */
public final class HealthRoutes {

    private static final String UP = "UP";
    private static final String DOWN = "DOWN";

    private final Readiness readiness;

    public HealthRoutes(Readiness readiness) {
        this.readiness = readiness;
    }

    /** Open to all: a load balancer has no account, and up or down is all that is said. */
    public void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, "/health/live", this::live);
        routes.open(HttpMethod.GET, "/health/ready", this::ready);
    }

    private ServerResponse live(ServerRequest request) {
        return answer(HttpStatus.OK, new LinkedHashMap<>());
    }

    private ServerResponse ready(ServerRequest request) {
        var answer = new LinkedHashMap<String, String>();
        readiness.parts().forEach(part -> answer.put(part.name(), part.isReady() ? UP : DOWN));
        boolean ready = !answer.containsValue(DOWN);
        return answer(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, answer);
    }

    private static ServerResponse answer(HttpStatus status, Map<String, String> parts) {
        var body = new LinkedHashMap<String, String>();
        body.put("status", status.is2xxSuccessful() ? UP : DOWN);
        body.putAll(parts);
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
