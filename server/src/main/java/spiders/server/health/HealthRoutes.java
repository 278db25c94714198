// SPDX-License-Identifier: Apache-2.0
package spiders.server.health;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

import spiders.web.SecuredRoutes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code GET /health/live} and {@code /health/ready}, for load balancers and supervisors. */
public final class HealthRoutes {

    private final Health health;

    public HealthRoutes(Health health) {
        this.health = health;
    }

    /** Open to all: a load balancer has no account, and is told words alone. */
    public void register(SecuredRoutes routes) {
        routes.open(HttpMethod.GET, "/health/live", this::live);
        routes.open(HttpMethod.GET, "/health/ready", this::ready);
    }

    private ServerResponse live(ServerRequest request) {
        return answer(HttpStatus.OK, Map.of("status", "live"));
    }

    /** 503 only where this node cannot do its work; what is merely amiss is said with 200. */
    private ServerResponse ready(ServerRequest request) {
        var report = health.report();
        var body = new LinkedHashMap<String, Object>();
        body.put("status", report.level().name().toLowerCase(Locale.ROOT));
        body.put("reasons", words(report));
        return answer(
                report.level() == Level.DOWN ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK,
                body);
    }

    private static List<String> words(Report report) {
        return report.reasons().stream().map(Reason::word).toList();
    }

    private static ServerResponse answer(HttpStatus status, Map<String, ?> body) {
        return ServerResponse.status(status).contentType(MediaType.APPLICATION_JSON).body(body);
    }
}
